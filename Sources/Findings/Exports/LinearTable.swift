/// A CSV file for Linear's import.
enum LinearTable {
  static func text(of export: BacklogExport) -> String {
    let header = ["Title", "Description", "Priority", "Status", "Assignee", "Due Date", "Labels"]
    let names = ["Urgent", "High", "Medium", "Low", "No priority"]
    let rows = export.pending.map { finding in
      [
        FindingText.title(finding), MarkdownText.issue(finding, on: export.today),
        names[FindingText.urgency(finding)], state(finding, on: export.today),
        finding.isOwnerGone ? "" : finding.owner?.email ?? "", finding.due ?? "",
        "cygnet, \(FindingText.label(finding))",
      ]
    }
    return CSVText.table([header] + rows)
  }

  private static func state(_ finding: Finding, on today: String) -> String {
    switch finding.status(on: today) {
    case .draft: "Backlog"
    case .open, .reopened, .riskAccepted: "Todo"
    case .claimedFixed, .retestPending: "In Review"
    case .verified: "Done"
    }
  }
}
