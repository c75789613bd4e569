import Vocabulary

/// The score sheet: every number opens to its rule and to the events it rests on.
enum ScoreSection {
  static func draw(_ facts: Facts) -> Markup {
    let score = facts.input.score
    let known = Dictionary(
      facts.input.timeline.map { ($0.sequence, $0) }, uniquingKeysWith: { first, _ in first })
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
      \(bits(score))\
      <p class="note above">\(constants(score)). Open a line for its rule \
      and the events it rests on.</p>
      \(sheet)</div>

      """
  }

  /// What the numbers were computed with: names, versions, the first digits of their digest.
  static func constants(_ score: Score) -> String {
    score.constants.map { "Constants: " + $0.words } ?? "Rubric \(score.rubric)"
  }

  private static func formula(_ score: Score) -> String {
    guard let readiness = score.readiness else {
      return "Readiness not given: " + score.readinessReason
    }
    let bits = score.bits
    func bit(_ flag: Bool) -> String { flag ? "1" : "0" }
    let (d, h) = (bit(bits.detected), bit(bits.diagnosed))
    let (c, l) = (bit(bits.contained), bit(bits.withinSla))
    return "R = 1 + D·(1 + H + C + H·C·L) = 1 + \(d)·(1 + \(h) + \(c) + \(h)·\(c)·\(l)) = "
      + "\(readiness)"
  }

  /// The four bits in words, each with a mark.
  private static func bits(_ score: Score) -> Markup {
    guard score.readiness != nil else { return "" }
    let bits = score.bits
    let words = [
      ("D", "detected", bits.detected), ("H", "diagnosed", bits.diagnosed),
      ("C", "contained", bits.contained), ("L", "within the SLA", bits.withinSla),
    ].map { letter, name, flag -> Markup in
      flag
        ? "<span class=\"pill good\">✓ \(letter) \(name)</span> "
        : "<span class=\"pill bad\">✕ \(letter) not \(name)</span> "
    }
    return "<p>\(words)</p>\n"
  }

  private static func evidence(_ sequences: [Int], _ known: [Int: TimelineEvent]) -> Markup {
    guard !sequences.isEmpty else { return "" }
    let links = sequences.map { number -> Markup in
      guard let event = known[number] else { return " event \(number)" }
      return """
         <a href="#e\(number)">event \(number)</a> (\(event.kind.rawValue), \
        \(Written.moment(event.timeNs)))
        """
    }
    return "<p>Rests on\(links)</p>"
  }
}
