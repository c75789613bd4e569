import Vocabulary

/// The picture of what happened, its key, and where the time to containment went.
enum TimelineSection {
  static func draw(_ facts: Facts) -> Markup {
    """
    <h2 id="what-happened">What happened</h2>
    <div class="card"><figure class="wide" tabindex="0">\
    \(TimelinePicture.drawing(facts))</figure>
    \(legend(facts))\(phases(facts))</div>

    """
  }

  private static func legend(_ facts: Facts) -> Markup {
    let key = InteractionSection.key
    var items: [(Markup, String)] = [
      (Shapes.box(1, 2, 12, 10, style: "pending"), "commanded, not yet proved"),
      (
        Shapes.box(1, 2, 12, 10, style: "red") + Shapes.box(1, 2, 12, 10, style: "hatched"),
        "in effect, proved"
      ),
    ]
    let kinds = Set(facts.input.timeline.map(\.kind))
    if facts.hasAlert(thatCounts: true) {
      items.append((Shapes.triangle(7, 7, style: "alert"), "alert that counts"))
    }
    if facts.hasAlert(thatCounts: false) {
      items.append((Shapes.triangle(7, 7, style: "alertopen"), "other alert"))
    }
    if kinds.contains(.alertResolved) {
      items.append((Shapes.triangleDown(7, 7, style: "alertopen"), "alert over"))
    }
    if facts.moves.contains(where: { $0.kind == .hypothesis }) {
      items.append((Shapes.circle(7, 7, style: "blue"), "right hypothesis"))
      items.append((Shapes.circle(7, 7, style: "blueopen"), "another hypothesis"))
    }
    if facts.moves.contains(where: { $0.kind == .decision }) {
      items.append((Shapes.diamond(7, 7, style: "blue"), "decision"))
    }
    if facts.moves.contains(where: { $0.kind == .action }) {
      items.append((Shapes.square(7, 7, style: "blue"), "action"))
      items.append((Shapes.cross(7, 7), "wrong or failed"))
    }
    if facts.input.clock.hasStood {
      items.append((Shapes.box(4, 0, 6, 14, style: "pause", radius: 0), "the clock stood"))
    }
    items.append((Shapes.line(0, 7, 14, 7, style: "rate"), "measured"))
    if facts.input.attribution?.marks.isEmpty == false {
      items.append((Shapes.box(1, 1, 12, 12, style: "segbad"), "failed operations"))
    }
    if facts.input.attribution?.total.lost ?? 0 > 0 {
      items.append((Shapes.box(1, 1, 12, 12, style: "marklost"), "acknowledged, then lost"))
    }
    if facts.input.twin != nil {
      items.append((Shapes.line(0, 7, 14, 7, style: "twin"), "twin: nobody responds"))
      if facts.hasResponder && facts.firstAction != nil {
        items.append((Shapes.box(0, 1, 14, 12, style: "prevented"), "prevented by the response"))
      }
    }
    let list = items.map { "<li>\(key($0.0))\($0.1)</li>" as Markup }
    return """
      <p class="note narrow">Scroll the picture sideways for the rest of the clock.</p>
      <ul class="legend">\(list)</ul>
      <p class="note">Vertical axes of writes and latency are logarithmic above 1; below 10 \
      writes a second the curve is the mean of two seconds. Grey: fewer than half the \
      undisturbed writes. Hover a shape for its times.</p>

      """
  }

  /// A phase with its time and its score.
  private struct Phase {
    var name: String
    var style: String
    var score: Int?
    var length: Nanoseconds?
    var words: String
  }

  private static func phases(_ facts: Facts) -> Markup {
    guard facts.hasResponder, facts.input.score.times.t0Ns != nil else { return "" }
    let times = facts.input.score.times
    let scores = facts.input.score.phases
    let given = [scores.observe, scores.orient, scores.decide, scores.act].compactMap { $0 }
    guard !given.isEmpty || times.t1Ns != nil else { return "" }
    func span(_ from: Nanoseconds?, _ to: Nanoseconds?) -> Nanoseconds? {
      guard let from, let to else { return nil }
      return to - from
    }
    let early = times.t2Ns.flatMap { t2 in times.t3Ns.map { $0 < t2 } } ?? false
    let decideFrom = times.t2Ns ?? times.t1Ns
    let all = [
      Phase(
        name: "Observe", style: "part-observe", score: scores.observe,
        length: span(times.t0Ns, times.t1Ns), words: "effect → first sign"),
      Phase(
        name: "Orient", style: "part-orient", score: scores.orient,
        length: span(times.t1Ns, times.t2Ns), words: "first sign → right cause"),
      Phase(
        name: "Decide", style: "part-decide", score: scores.decide,
        length: span(decideFrom, times.t3Ns),
        words: early
          ? "decided before the diagnosis"
          : times.t2Ns == nil ? "first sign → decision" : "right cause → decision"),
      Phase(
        name: "Act", style: "part-act", score: scores.act,
        length: span(times.t3Ns, times.t4Ns), words: "decision → contained"),
    ]
    let cards = all.map { phase -> Markup in
      let value: Markup =
        phase.score.map { "\($0)<small>/5</small>" } ?? "–<small> not scored</small>"
      let length = phase.length.map(Written.span) ?? "never"
      let detail = facts.input.score.inputs.first {
        $0.name.lowercased() == phase.name.lowercased()
      }?.value
      let words: Markup = detail.map { "<p>\($0)</p>" } ?? ""
      return """
        <div class="phase"><h3>\(phase.name) <span class="figure-n">\(value)</span></h3>\
        <p><b>\(length)</b> \(phase.words)</p>\(words)</div>

        """
    }
    return "<div class=\"phases\">\n\(cards)</div>\n"
  }
}
