import ArgumentParser
import Findings

/// A likelihood that somebody would like to type.
struct FindingRate: FindingDecision {
  static let configuration = CommandConfiguration(
    commandName: "rate",
    abstract: "Refused: a likelihood is measured; it says by which trials.",
    shouldDisplay: false)

  @OptionGroup var verb: FindingVerb
  @Argument(help: "The likelihood.") var likelihood: String

  func commands(on id: FindingID) -> [FindingCommand] { [.rate(id, likelihood: likelihood)] }
}
