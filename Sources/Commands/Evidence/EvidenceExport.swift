import ArgumentParser
import Evidence
import Exercises
import Foundation
import Vocabulary

/// A run in the formats of other tools.
struct EvidenceExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "A run as CloudEvents, as an OTLP trace, or its alerts as PagerDuty events.",
    discussion: """
      Nothing is sent: what is written is the body of a request. Of an exercise with people that \
      is not revealed, cloudevents holds what --for may see, blue unless told otherwise; otlp is \
      refused; pagerduty holds what blue was told.
      """)

  /// The formats.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    /// A batch, `application/cloudevents-batch+json`.
    case cloudevents
    /// The body of `POST /v1/traces`, `application/json`.
    case otlp
    /// One body of `POST /v2/enqueue` a line.
    case pagerduty
  }

  @Argument(help: "The run folder.") var folder: String
  @Option(help: "cloudevents, otlp or pagerduty.") var format = Format.cloudevents
  @Option(name: .customLong("for"), help: "Before the reveal: white, red, blue or observer.")
  var reader = "blue"
  @Option(help: "For pagerduty: the integration's 32 characters.") var routingKey: String?
  @Option(help: "The file; without it standard output.") var out: String?

  func validate() throws {
    guard Role(rawValue: reader) != nil else {
      let roles = Role.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--for takes one of \(roles), not '\(reader)'")
    }
    let isKey = routingKey.map { $0.utf8.count == 32 && $0.allSatisfy(\.isASCII) }
    guard format == .pagerduty ? isKey == true : routingKey == nil else {
      throw ValidationError(
        format == .pagerduty
          ? "pagerduty needs --routing-key, the 32 characters of an Events API v2 integration"
          : "--routing-key is for --format pagerduty")
    }
  }

  func run() throws {
    let (run, _) = try Derivation.assess(RunFolder(named: folder))
    let text = try text(of: run)
    guard let out else {
      print(text, terminator: "")
      return
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
    print("wrote \(out)")
  }

  /// The whole file.
  func text(of run: Assessment) throws -> String {
    switch format {
    case .cloudevents:
      try CloudEvent.batch(RunCloudEvents(of: run, for: Role(rawValue: reader) ?? .blue).events)
    case .otlp: try CanonicalJSON.document(try RunTrace.body(of: run))
    case .pagerduty:
      try RunPages.bodies(of: run, routingKey: routingKey ?? "")
        .map { try CanonicalJSON.line($0) + "\n" }.joined()
    }
  }
}
