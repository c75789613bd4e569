import ArgumentParser
import Findings

/// What people look for first, and what there is not.
struct FindingClose: FindingDecision {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Refused: nothing is closed by a statement; it says what shows that a gap is gone.",
    shouldDisplay: false)

  @OptionGroup var verb: FindingVerb
  @Option(help: "Why.") var reason = ""

  func commands(on id: FindingID) -> [FindingCommand] { [.close(id, reason: reason)] }
}
