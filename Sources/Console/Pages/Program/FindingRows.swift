import Debrief
import Findings
import Ledger
import Vocabulary

/// Findings as rows of a table; each leads to its page.
enum FindingRows {
  /// What opens a finding.
  static let nothing: Markup = """
    <p>No finding yet. Exercises open them by themselves: an alert that did not come, a wrong \
    diagnosis, a claim of the database that was broken, something left behind. \
    <code>cygnet rehearse MISSION</code> plays one; <code>cygnet finding add</code> is for what \
    no machine sees.</p>
    """

  static func draw(_ rows: [FindingRow], caption: String, label: String) -> Markup {
    let lines = rows.map { row -> Markup in
      """
      <tr><th scope="row" class="n l">\(link(row.id.rawValue))</th>\
      <td>\(row.title)</td><td>\(mark(row))</td><td class="n l">\(priority(row))</td>\
      <td>\(row.owner ?? "nobody")</td><td class="n l">\(row.due ?? "no date")</td>\
      <td>\(row.service)</td></tr>

      """
    }
    return ScrollPart.draw(
      """
      <table><caption>\(caption)</caption><thead><tr><th scope="col">finding</th>\
      <th scope="col">what</th><th scope="col">status</th><th scope="col">B × likelihood</th>\
      <th scope="col">owner</th><th scope="col">due</th><th scope="col">service</th></tr></thead>
      <tbody>
      \(lines)</tbody></table>
      """, label)
  }

  /// Its name, and the way to its page where the name can be one of a path.
  static func link(_ name: String) -> Markup {
    guard FindingID(rawValue: name).number.map({ FindingID(number: $0).rawValue == name }) == true
    else { return "\(name)" }
    return "<a href=\"/program/findings/\(name)\">\(name)</a>"
  }

  /// Where it stands, as a word; what needs eyes has a sign, too.
  static func mark(_ row: FindingRow) -> Markup {
    mark(row.status, isRed: row.isRed)
  }

  static func mark(_ status: Finding.Status, isRed: Bool) -> Markup {
    let (style, sign): (String, String) =
      switch status {
      case .verified: ("good", "✓")
      case .claimedFixed, .retestPending, .riskAccepted: ("unsure", "◐")
      case .draft, .open, .reopened: (isRed ? "bad" : "", isRed ? "!" : "○")
      }
    return "<span class=\"pill \(style)\">\(sign) \(status.rawValue)</span>"
  }

  /// `4 × 0.93 (6/6) = 3.7`.
  private static func priority(_ row: FindingRow) -> String {
    "\(row.blast) × \(Written.decimal(row.likelihood, places: 2)) (\(row.shown)/\(row.trials)) = "
      + Written.decimal(row.priority, places: 1)
  }
}
