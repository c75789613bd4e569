import Vocabulary

/// The score sheet: every number opens to its rule and to the events it rests on.
enum ScoreSection {
  static func draw(_ facts: Facts) -> Markup {
    let score = facts.input.score
    let known = Set(facts.input.timeline.map(\.sequence))
    let lines = score.inputs.map { input -> Markup in
      """
      <details><summary><b>\(input.name)</b><span>\(input.value)</span></summary><div>\
      <p>\(input.rule)</p>\(evidence(input.evidence, known))</div></details>

      """
    }
    let sheet: Markup =
      lines.isEmpty
      ? "<p>The score names no inputs.</p>" : "<div class=\"sheet\">\n\(lines)</div>"
    return """
      <h2 id="score">Score sheet</h2>
      <div class="card"><p class="formula">\(formula(score))</p>
      <p class="note" style="margin-bottom:12px">Rubric \(score.rubric). Open a line for its rule \
      and the events it rests on.</p>
      \(sheet)</div>

      """
  }

  private static func formula(_ score: Score) -> String {
    guard let readiness = score.readiness else {
      return "Readiness not given: " + score.readinessReason
    }
    func bit(_ flag: Bool) -> String { flag ? "1" : "0" }
    let (d, h, c, l) = (
      bit(score.bits.detected), bit(score.bits.diagnosed), bit(score.bits.contained),
      bit(score.bits.withinSla)
    )
    return "R = 1 + Detected·(1 + Hypothesis + Contained + Hypothesis·Contained·Limit) = "
      + "1 + \(d)·(1 + \(h) + \(c) + \(h)·\(c)·\(l)) = \(readiness)"
  }

  private static func evidence(_ sequences: [Int], _ known: Set<Int>) -> Markup {
    guard !sequences.isEmpty else { return "" }
    let links = sequences.map { number -> Markup in
      known.contains(number) ? " <a href=\"#e\(number)\">event \(number)</a>" : " event \(number)"
    }
    return "<p>Rests on\(links)</p>"
  }
}
