import Vocabulary

/// What blue believed, decided and did, and what white told them.
enum BlueLane {
  /// What stands as a flag among blue's moves.
  private static let shown: Set<TimelineEvent.Kind> = [
    .cueSent, .hintGiven, .troubleDeclared, .alertAcknowledged, .handoverPosted,
    .hypothesisWithdrawn, .stopCalled, .noteTaken,
  ]

  static func draw(_ facts: Facts, clock: Clock) -> TimelinePicture.Lane {
    let white =
      Calls.all(in: facts.input.timeline).filter { shown.contains($0.kind) }
      + facts.input.timeline.filter { $0.kind == .limitReached }
    let moves = facts.moves
    var items = moves.map { move in
      let x = clock.x(move.time)
      return LabelPlacer.Item(left: x - 7, right: x + 7, label: label(move))
    }
    items += white.map { event in
      let x = clock.x(event.timeNs)
      return LabelPlacer.Item(left: x - 2, right: x + 10, label: label(event))
    }
    let result = LabelPlacer(bounds: clock.left...1076, rows: 10).place(items)
    var body: Markup = ""
    for placed in result.placements {
      let y = Double(placed.row) * 20 + 17
      if placed.item < moves.count {
        let move = moves[placed.item]
        body += Shapes.titled(title(move), shape(move, clock.x(move.time), y))
      } else {
        let event = white[placed.item - moves.count]
        body += Shapes.titled(
          "\(Written.moment(event.timeNs)) \(label(event))",
          Shapes.flag(clock.x(event.timeNs), y, style: "flag"))
      }
      body += Shapes.text(
        placed.label, x: placed.labelX, y: y + 4, style: "ev halo", anchor: placed.anchor)
    }
    if items.isEmpty {
      let words = facts.hasResponder ? "no move was recorded" : "nobody was responding"
      body += Shapes.text(words, x: clock.left + 6, y: 24, style: "lanesub")
    }
    let left = result.dropped + result.unlabelled
    if left > 0 {
      body += Shapes.text("\(left) more in the table", x: 0, y: 52, style: "lanesub")
    }
    let height = Double(max(result.rowsUsed, 2)) * 20 + 10
    return .init(
      name: "Blue", subtitle: "beliefs, moves", body: body,
      height: left > 0 ? max(height, 62) : height)
  }

  static func label(_ move: BlueMove) -> String {
    let mark = move.grade == .wrong ? " ✕" : move.grade == .right ? " ✓" : ""
    let isWordy = move.kind == .action && move.grade == .wrong && !move.remark.isEmpty
    return move.label + mark + (isWordy ? " " + move.remark : "")
  }

  static func title(_ move: BlueMove) -> String {
    let kind =
      switch move.kind {
      case .hypothesis: "hypothesis"
      case .decision: "decision"
      case .action: "action"
      }
    let remark = move.remark.isEmpty ? "" : " (\(move.remark))"
    let prompt = move.prompt.map { ", typed at \($0)" } ?? ""
    return "\(Written.moment(move.time)) \(kind): \(move.label)\(remark)\(prompt)"
  }

  static func shape(_ move: BlueMove, _ x: Double, _ y: Double) -> Markup {
    switch (move.kind, move.grade) {
    case (.action, .wrong): Shapes.cross(x, y)
    case (.action, .neutral): Shapes.square(x, y, style: "blueopen")
    case (.action, .right): Shapes.square(x, y, style: "blue")
    case (.hypothesis, .right): Shapes.circle(x, y, style: "blue")
    case (.hypothesis, _): Shapes.circle(x, y, style: "blueopen")
    case (.decision, .wrong): Shapes.diamond(x, y, style: "blueopen") + Shapes.cross(x, y)
    case (.decision, .neutral): Shapes.diamond(x, y, style: "blueopen")
    case (.decision, .right): Shapes.diamond(x, y, style: "blue")
    }
  }

  private static func label(_ event: TimelineEvent) -> String {
    event.kind == .limitReached
      ? "safety limit: " + (event.fields["condition"]?.text ?? "") : Calls.words(event)
  }
}
