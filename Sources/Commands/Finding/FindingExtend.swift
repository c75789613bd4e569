import ArgumentParser
import Findings

/// The program owner moves a date.
struct FindingExtend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extend",
    abstract: "Move a finding's date: the program owner, with a reason; it counts as missed.")

  @OptionGroup var verb: FindingVerb
  @Option(help: "YYYY-MM-DD, before the next exercise of the target.") var due: String
  @Option(help: "Why.") var reason: String

  func run() throws { try verb.carryOut { .extend($0, due: due, reason: reason) } }
}
