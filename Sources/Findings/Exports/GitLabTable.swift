/// A CSV file for GitLab's import of issues: `title,description,due_date`.
enum GitLabTable {
  static func text(of export: BacklogExport) -> String {
    let rows = export.pending.map { finding in
      [
        FindingText.title(finding), MarkdownText.issue(finding, on: export.today),
        finding.due ?? "",
      ]
    }
    return CSVText.table([["title", "description", "due_date"]] + rows)
  }
}
