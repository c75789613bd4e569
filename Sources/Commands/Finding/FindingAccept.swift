import ArgumentParser
import Findings

/// A person lives with it until a day.
struct FindingAccept: FindingDecision {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "A named person lives with a risk until a day, at most two quarters.")

  @OptionGroup var verb: FindingVerb
  @Option(help: "Who lives with it.") var person: String
  @Option(help: "YYYY-MM-DD; from then on it is open again.") var until: String
  @Option(help: "Why.") var reason: String

  func commands(on id: FindingID) -> [FindingCommand] {
    [.acceptRisk(id, person: person, until: until, reason: reason)]
  }
}
