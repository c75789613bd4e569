import Vocabulary

/// The same plan with nobody responding beside what happened: the damage that was prevented.
enum TwinSection {
  static func draw(_ facts: Facts) -> Markup {
    guard let twin = facts.input.twin else {
      let words =
        facts.hasResponder
        ? "No twin was run, so what the response prevented is not known."
        : "Nobody responded, so this run is its own twin."
      return "<h2 id=\"twin\">Against nobody responding</h2>\n<p class=\"soft\">\(words)</p>\n"
    }
    let rows = comparisons(facts, twin).map { name, real, other in
      """
      <tr><th scope="row">\(name)</th><td>\(real)</td><td>\(other)</td></tr>

      """ as Markup
    }
    let real = facts.hasResponder ? "As it went" : "As it went, nobody responding either"
    return """
      <h2 id="twin">Against nobody responding</h2>
      <div class="card scroll"><table><thead><tr><th scope="col">Measured</th>\
      <th scope="col">\(real)</th><th scope="col">Twin: nobody responds</th></tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }

  private static func comparisons(
    _ facts: Facts, _ twin: DebriefInput.TwinRun
  ) -> [(String, String, String)] {
    let radius = facts.input.score.blastRadius
    var rows: [(String, String, String)] = [
      ("Blast radius", level(radius.actual), level(radius.twin ?? twin.score.blastRadius.actual))
    ]
    let left = radius.actual?.dimensions ?? []
    let right = (radius.twin ?? twin.score.blastRadius.actual)?.dimensions ?? []
    let names =
      left.map(\.name)
      + right.map(\.name).filter { name in
        !left.contains { $0.name == name }
      }
    for name in names {
      rows.append((capitalised(name), measured(name, left), measured(name, right)))
    }
    rows.append(
      (
        "Below half the steady rate", curve(facts.curve), facts.twinCurve.map(curve) ?? "–"
      ))
    rows.append(
      (
        "Longest time without a write", gap(facts.input.verdicts), gap(twin.verdicts)
      ))
    rows.append(
      (
        "Acknowledged writes lost", facts.lost.map { Written.count($0) } ?? "not counted",
        Facts.lost(in: twin.verdicts).map { Written.count($0) } ?? "not counted"
      ))
    return rows
  }

  private static func level(_ radius: BlastRadius?) -> String {
    radius.map { "\($0.level) of 5" } ?? "not measured"
  }

  private static func measured(_ name: String, _ rows: [BlastRadius.Dimension]) -> String {
    rows.first { $0.name == name }.map { "\($0.measured) → \($0.level)" } ?? "–"
  }

  private static func curve(_ curve: CurveFacts) -> String {
    guard curve.steadyRate != nil else { return "no steady state to compare with" }
    guard let worst = curve.worst else { return "never" }
    return "\(Written.span(curve.total)), at worst \(Written.rate(worst.rate)) writes/s"
  }

  private static func gap(_ verdicts: [Verdict]) -> String {
    Facts.longestGap(in: verdicts).map(Written.span) ?? "not measured"
  }

  private static func capitalised(_ name: String) -> String {
    name.prefix(1).uppercased() + name.dropFirst()
  }
}
