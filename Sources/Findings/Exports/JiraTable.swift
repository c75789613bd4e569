/// A CSV file for Jira's import; an administrator maps the columns once.
///
/// Shape: `Labels` stands twice, as Jira wants it for two values; dates are `yyyy-MM-dd HH:mm`.
enum JiraTable {
  static func text(of export: BacklogExport) -> String {
    let header = [
      "Issue Type", "Summary", "Description", "Priority", "Assignee", "Reporter", "Due Date",
      "Labels", "Labels", "External ID",
    ]
    let names = ["Highest", "High", "Medium", "Low", "Lowest"]
    let rows = export.pending.map { finding in
      [
        "Bug", FindingText.title(finding), FindingText.description(finding, on: export.today),
        names[FindingText.urgency(finding)],
        finding.isOwnerGone ? "" : finding.owner?.email ?? "", export.reporter,
        finding.due.map { "\($0) 00:00" } ?? "", "cygnet", FindingText.label(finding),
        finding.id.rawValue,
      ]
    }
    return CSVText.table([header] + rows)
  }
}
