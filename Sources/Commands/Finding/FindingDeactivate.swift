import ArgumentParser
import Findings

/// Somebody has left.
struct FindingDeactivate: BacklogDecision {
  static let configuration = CommandConfiguration(
    commandName: "deactivate",
    abstract: "Say that a person has left: all that they own is red until somebody else has it.",
    discussion: """
      With active: false in cygnet.yaml it follows by itself with the next command that writes.
      """)

  @Argument(help: "Who: a name or e-mail of cygnet.yaml.") var person: String
  @OptionGroup var verb: BacklogVerb

  var noEffect: String { "\(person) owns no finding that is still to be mended" }

  func command() -> FindingCommand { .deactivate(person: person) }
}
