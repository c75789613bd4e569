import ArgumentParser
import Findings
import Foundation
import Ledger
import Readiness
import Vocabulary

/// What every verb takes that writes about one finding.
struct FindingVerb: ParsableArguments {
  @Argument(help: "The finding, such as F-3.") var finding: String
  @Option(
    help: "Who says it: a name or e-mail of cygnet.yaml; without it $CYGNET_BY, then $EMAIL.")
  var by: String?
  @OptionGroup var options: DeskOptions

  /// Carries commands out one after the other, and prints how the finding stands then.
  func carryOut(
    _ commands: (FindingID, LedgerDesk) throws -> [FindingCommand]
  ) throws {
    let desk = try options.desk()
    let id = FindingID(typed: finding)
    try desk.mustHave(id)
    let service = try desk.ledger.finding(id)?.opening.service
    let circumstances = desk.circumstances(
      by: try Self.author(by), about: [service].compactMap(\.self))
    for command in try commands(id, desk) {
      try desk.decide(command, about: id, in: circumstances)
    }
    try desk.show(id, json: options.json)
  }

  /// Who speaks.
  static func author(_ given: String?) throws -> String {
    let environment = ProcessInfo.processInfo.environment
    let words = given ?? environment["CYGNET_BY"] ?? environment["EMAIL"] ?? ""
    guard !words.isEmpty else {
      throw UsageError(
        "nobody says who says it, and every line of the journal has a person",
        hint: "--by EMAIL, or export CYGNET_BY=you@example.org")
    }
    return words
  }
}

/// A verb that decides on one finding.
protocol FindingDecision: ParsableCommand {
  var verb: FindingVerb { get }
  /// What is asked for, in order.
  func commands(on id: FindingID) throws -> [FindingCommand]
}

extension FindingDecision {
  mutating func run() throws {
    let asked = self
    try verb.carryOut { id, _ in try asked.commands(on: id) }
  }
}

extension FindingID {
  /// What a person types for `F-3`: also `f-3` and `3`.
  init(typed text: String) {
    let digits = text.lowercased().hasPrefix("f-") ? String(text.dropFirst(2)) : text
    if let number = Int(digits), number > 0 {
      self.init(number: number)
    } else {
      self.init(rawValue: text)
    }
  }
}

extension LedgerDesk {
  /// Throws where there is no such finding.
  func mustHave(_ id: FindingID) throws {
    guard try ledger.events(of: id).isEmpty else { return }
    throw UsageError(
      "there is no finding \(id) in \(Terminal.path(ledger.place.journal))",
      hint: "cygnet finding list --all shows them")
  }

  /// Writes down what a command does, after what follows from the program file by itself.
  @discardableResult
  func decide(
    _ command: FindingCommand, about id: FindingID? = nil, in circumstances: Circumstances
  ) throws -> LedgerEntry {
    let entry = try ledger.decide(about: id) { backlog in
      let first = backlog.reconcile(in: circumstances)
      return first + (try backlog.appending(first).decide(command, in: circumstances))
    }
    for note in entry.notes { Terminal.say("note: \(note)") }
    return entry
  }

  /// One finding on standard output.
  func show(_ id: FindingID, json: Bool) throws {
    guard let finding = try ledger.finding(id) else { return }
    print(
      try json
        ? CanonicalJSON.line(ShownFinding(finding, on: today))
        : FindingText.line(finding, on: today))
  }
}

/// A finding as `--json` shows it: itself, and what follows from its trials.
struct ShownFinding: Encodable {
  var finding: Finding
  var standing: Finding.Status
  var shown: Int
  var trials: Int
  var likelihood: Double
  var low: Double
  var high: Double
  var priority: Double
  var demonstration: String
  var isRed: Bool
  var isMissed: Bool

  init(_ finding: Finding, on today: String) {
    self.finding = finding
    standing = finding.status(on: today)
    shown = finding.likelihood.count
    trials = finding.likelihood.trials
    likelihood = finding.likelihood.mean
    low = finding.priority.interval.lowerBound
    high = finding.priority.interval.upperBound
    priority = finding.priority.value
    demonstration = finding.demonstration.text
    isRed = finding.isRed(on: today)
    isMissed = finding.isMissed(on: today)
  }
}
