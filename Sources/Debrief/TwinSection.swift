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
    let rows = comparisons(facts, twin).map { row in
      """
      <tr><th scope="row">\(row.name)</th><td>\(row.real)</td><td>\(row.twin)</td>\
      <td>\(facts.firstAction != nil ? row.prevented : "")</td></tr>

      """ as Markup
    }
    let real = facts.hasResponder ? "As it went" : "As it went, nobody responding either"
    return """
      <h2 id="twin">Against nobody responding</h2>
      <div class="card scroll"><table><thead><tr><th scope="col">Measured</th>\
      <th scope="col">\(real)</th><th scope="col">Twin: nobody responds</th>\
      <th scope="col">\(facts.firstAction != nil ? "Prevented" : "")</th></tr></thead>
      <tbody>
      \(rows)</tbody></table>\(note(facts))</div>

      """
  }

  private static func note(_ facts: Facts) -> Markup {
    if let short = facts.shortTwinNote { return "<p class=\"note\">\(short)</p>\n" }
    guard facts.hasResponder, facts.firstAction == nil else { return "" }
    return """
      <p class="note">The response changed nothing on the hosts, so what differs between the two \
      columns is chance, not its doing.</p>
      """
  }

  /// One line of the comparison.
  private struct Row {
    var name: String
    var real: String
    var twin: String
    var prevented = ""
  }

  private static func comparisons(_ facts: Facts, _ twin: DebriefInput.TwinRun) -> [Row] {
    let actual = facts.input.score.blastRadius.actual
    let other = facts.input.score.blastRadius.twin ?? twin.score.blastRadius.actual
    let levels = difference(other?.level, actual?.level).map { prevented($0, facts) }
    let without = other.map { "\(facts.twinLevel($0.level)) of 5" } ?? level(other)
    var rows = [
      Row(name: "Blast radius", real: level(actual), twin: without, prevented: levels ?? "")
    ]
    let left = actual?.dimensions ?? []
    let right = other?.dimensions ?? []
    let names =
      left.map(\.name)
      + right.map(\.name).filter { name in
        !left.contains { $0.name == name }
      }
    for name in names {
      rows.append(
        Row(name: capitalised(name), real: measured(name, left), twin: measured(name, right)))
    }
    let below = facts.twinCurve.map { Written.span($0.total - facts.curve.total) }
    rows.append(
      Row(
        name: "Below half the steady rate", real: curve(facts.curve),
        twin: facts.twinCurve.map(curve) ?? "–", prevented: below ?? ""))
    rows.append(
      Row(
        name: "Longest time without a write", real: gap(facts.input.verdicts),
        twin: gap(twin.verdicts)))
    let lost = Facts.lost(in: twin.verdicts)
    let saved = difference(lost, facts.lost).map { Written.count($0) }
    rows.append(
      Row(
        name: "Acknowledged writes lost", real: count(facts.lost), twin: count(lost),
        prevented: saved ?? ""))
    return rows
  }

  private static func difference<Number: SignedInteger>(
    _ left: Number?, _ right: Number?
  ) -> Number? {
    guard let left, let right else { return nil }
    return left - right
  }

  /// Levels that the response prevented; what a short twin did not show is not known.
  private static func prevented(_ levels: Int, _ facts: Facts) -> String {
    if facts.shortTwin != nil {
      return levels > 0 ? "≥ \(Written.counted(levels, "level"))" : "not known"
    }
    return levels == 0
      ? "no level" : "\(levels > 0 ? "" : "−")\(Written.counted(abs(levels), "level"))"
  }

  private static func count(_ lost: Int64?) -> String {
    lost.map { Written.count($0) } ?? "not counted"
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
