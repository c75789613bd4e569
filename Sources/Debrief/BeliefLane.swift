import Vocabulary

/// What blue believed over time: confidences on top of each other, each in its own pattern.
enum BeliefLane {
  private static let bottom = 74.0
  private static let height = 62.0
  private static let patterns = ["belief-a", "belief-b", "belief-c", "belief-d", "belief-e"]

  static func draw(_ facts: Facts, clock: Clock) -> TimelinePicture.Lane? {
    let beliefs = facts.beliefs
    guard !beliefs.isEmpty else { return nil }
    var body = Shapes.line(clock.left, bottom, clock.right, bottom, style: "axis")
    body += Shapes.text("0", x: clock.left - 8, y: bottom + 4, style: "tick", anchor: "end")
    for share in [0.5, 1] {
      let y = bottom - height * share
      body += Shapes.line(clock.left, y, clock.right, y, style: "grid")
      body += Shapes.text(
        Written.percent(share), x: clock.left - 8, y: y + 4, style: "tick", anchor: "end")
    }
    let moments = Set(beliefs.flatMap { [$0.startNs, $0.endNs].compactMap(\.self) } + [facts.end])
      .sorted()
    for (start, end) in zip(moments, moments.dropFirst()) {
      var base = 0.0
      for (place, belief) in beliefs.enumerated() where isOpen(belief, from: start) {
        let top = base + belief.confidence
        let x = clock.x(start)
        let box = Shapes.box(
          x, bottom - height * top, clock.x(end) - x, height * belief.confidence,
          style: patterns[place % patterns.count], radius: 0)
        body += Shapes.titled(title(belief), box)
        base = top
      }
    }
    body += labels(beliefs, facts, clock)
    return .init(name: "Belief", subtitle: "stated confidence", body: body, height: bottom + 12)
  }

  private static func isOpen(_ belief: Belief, from start: Nanoseconds) -> Bool {
    belief.startNs <= start && (belief.endNs.map { start < $0 } ?? true)
  }

  /// A label where its belief begins, moved right only where it would leave the picture.
  private static func labels(_ beliefs: [Belief], _ facts: Facts, _ clock: Clock) -> Markup {
    var body: Markup = ""
    var taken: [(right: Double, y: Double)] = []
    for belief in beliefs {
      let below = beliefs.filter {
        isOpen($0, from: belief.startNs) && $0.startNs < belief.startNs
      }.reduce(0) { $0 + $1.confidence }
      let label = "\(belief.name) \(short(belief.text))" + mark(belief)
      let width = TextWidth.of(label, size: 11)
      let x = min(clock.x(belief.startNs) + 5, 1076 - width)
      // In the middle of its band, else at its upper or lower edge; one that would stand on
      // another is left to hovering and to the table.
      let middle = bottom - height * (below + belief.confidence / 2) + 4
      let reach = height * belief.confidence / 2
      let places = [middle, middle - reach + 8, middle + reach - 6]
      let free = places.first { y in !taken.contains { abs($0.y - y) < 11 && x < $0.right } }
      guard let y = free else { continue }
      body += Shapes.text(label, x: x, y: y, style: "seglab halo")
      taken.append((x + width + 6, y))
    }
    return body
  }

  private static func short(_ text: String) -> String {
    text.count <= 26 ? text : text.prefix(25) + "…"
  }

  private static func mark(_ belief: Belief) -> String {
    belief.grade == .right ? " ✓" : belief.grade == .wrong ? " ✕" : ""
  }

  static func title(_ belief: Belief) -> String {
    let end = belief.endNs.map { "given up at \(Written.moment($0))" } ?? "kept to the end"
    let by = belief.by.map { " by \($0)" } ?? ""
    return "\(belief.name)\(by): \(belief.text), \(Written.percent(belief.confidence)) from "
      + "\(Written.moment(belief.startNs)), \(end)"
  }
}
