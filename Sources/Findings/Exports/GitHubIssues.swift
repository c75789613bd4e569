internal import Vocabulary

/// Bodies for GitHub's `POST /repos/{owner}/{repo}/issues`, in an array, the most urgent first.
///
/// Limits: GitHub drops assignees, labels and milestones silently where the token may not push:
///         read each answer back. It has no due date, so the date stands in the body, and
///         `due_on` beside `issue` says which milestone the issue belongs to.
enum GitHubIssues {
  static func text(of export: BacklogExport) throws -> String {
    try CanonicalJSON.document(JSONValue.array(export.pending.map { issue($0, export) }))
  }

  private static func issue(_ finding: Finding, _ export: BacklogExport) -> JSONValue {
    let login = finding.owner.flatMap { export.people.person($0.email) }
      .flatMap { $0.isActive ? $0.login : nil }
    return [
      "finding": .string(finding.id.rawValue),
      "due_on": finding.due.map { .string("\($0)T23:59:59Z") } ?? .null,
      "issue": [
        "title": .string(FindingText.title(finding)),
        "body": .string(MarkdownText.issue(finding, on: export.today)),
        "labels": [.string("cygnet"), .string(FindingText.label(finding))],
        "assignees": .array(login.map { [.string($0)] } ?? []),
      ],
    ]
  }
}
