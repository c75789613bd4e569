import ArgumentParser
import Findings
import Foundation
import Ledger
import Vocabulary

/// The backlog in another tool's format.
struct FindingExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "The backlog as JSON, Markdown, CSV of a tracker, JUnit, SARIF or CloudEvents.")

  @Option(help: "json, markdown, jira, gitlab, linear, github, junit, sarif or cloudevents.")
  var format = "json"
  @Option(help: "The file; without it standard output.") var out: String?
  @Option(help: "Who makes it, for trackers that want a reporter.") var reporter = ""
  @OptionGroup var options: DeskOptions

  func validate() throws { _ = try wanted() }

  func run() throws {
    let desk = try options.desk()
    if desk.program.simulated != nil, Self.trackers.contains(try wanted()) {
      throw UsageError(
        "this program is simulated, and nobody should find its findings in a tracker",
        hint: "json, markdown, junit and sarif of it can be written")
    }
    let export = BacklogExport(
      try desk.ledger.backlog(), at: desk.at, people: desk.circumstances(by: "").people,
      reporter: reporter)
    let text = try wanted().text(of: export)
    guard let out else {
      print(text, terminator: "")
      return
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
    print("\(export.findings.count) findings: \(out)")
  }

  /// Formats that go to people who do not see where they come from.
  private static let trackers: Set<ExportFormat> = [.jira, .gitlab, .linear, .github]

  private func wanted() throws -> ExportFormat {
    if let known = ExportFormat(rawValue: options.json ? "json" : format) { return known }
    let names = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("'\(format)' is no format; there are: \(names)")
  }
}
