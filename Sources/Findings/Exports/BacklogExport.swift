/// What every export is made from: findings, the day, and what the program file adds.
///
/// Shape: an export is a pure function of it; the same input gives the same bytes.
package struct BacklogExport: Sendable, Equatable {
  /// The findings in the order in which they are written.
  package var findings: [Finding]
  /// All events, for the lossless export.
  package var events: [FindingEvent]
  /// `YYYY-MM-DD`.
  package var today: String
  /// RFC 3339 in UTC.
  package var at: String
  /// The program's people; issue trackers need their accounts.
  package var people: Roster
  /// Whoever makes the export, for trackers that want a reporter; may be empty.
  package var reporter: String

  /// The whole backlog: what is pending by priority, then the rest by number.
  package init(
    _ backlog: Backlog, at: String, people: Roster = Roster(people: []), reporter: String = ""
  ) {
    self.at = at
    today = String(at.prefix(10))
    self.people = people
    self.reporter = reporter
    events = backlog.events
    let ranked = backlog.ranked(on: today)
    let known = Set(ranked.map(\.id))
    findings = ranked + backlog.findings.filter { !known.contains($0.id) }
  }

  /// The findings that somebody has to do something about, the most urgent first.
  package var pending: [Finding] { findings.filter { $0.isPending(on: today) } }
}

/// Every format by its name on the command line.
package enum ExportFormat: String, Sendable, CaseIterable {
  /// Everything, lossless.
  case json
  /// For people and pull requests.
  case markdown
  /// CSV with the columns that Jira's import maps.
  case jira
  /// CSV of GitLab's import.
  case gitlab
  /// CSV of Linear's import.
  case linear
  /// Bodies of GitHub's `POST /repos/{owner}/{repo}/issues`.
  case github
  /// JUnit XML of the re-tests.
  case junit
  /// SARIF 2.1.0 for code scanning.
  case sarif
  /// A batch of CloudEvents 1.0: opened, re-tested, verified.
  case cloudevents

  /// How such a file's name ends.
  package var fileExtension: String {
    switch self {
    case .json, .github, .cloudevents: "json"
    case .markdown: "md"
    case .jira, .gitlab, .linear: "csv"
    case .junit: "xml"
    case .sarif: "sarif"
    }
  }

  /// The whole file.
  ///
  /// Errors: only where JSON cannot be written, such as a number that is none.
  package func text(of export: BacklogExport) throws -> String {
    switch self {
    case .json: try FindingsDocument(export).text()
    case .markdown: MarkdownBacklog.text(of: export)
    case .jira: JiraTable.text(of: export)
    case .gitlab: GitLabTable.text(of: export)
    case .linear: LinearTable.text(of: export)
    case .github: try GitHubIssues.text(of: export)
    case .junit: RetestReport(export).xml
    case .sarif: try SARIFLog.text(of: export)
    case .cloudevents: try FindingCloudEvents.text(of: export)
    }
  }
}
