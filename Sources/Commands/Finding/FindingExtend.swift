import ArgumentParser
import Findings

/// The program owner moves a date.
struct FindingExtend: FindingDecision {
  static let configuration = CommandConfiguration(
    commandName: "extend",
    abstract: "Move a finding's date: the program owner, with a reason; it counts as missed.")

  @OptionGroup var verb: FindingVerb
  @Option(help: "YYYY-MM-DD, before the next exercise of the target.") var due: String
  @Option(help: "Why.") var reason: String

  func commands(on id: FindingID) -> [FindingCommand] { [.extend(id, due: due, reason: reason)] }
}
