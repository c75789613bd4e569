import ArgumentParser
import Findings

/// Better words for people; the facts stay.
struct FindingEdit: FindingDecision {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Give a finding better words; its facts stay as they are.")

  @OptionGroup var verb: FindingVerb
  @Option(help: "One line.") var title: String?
  @Option(help: "More words.") var text: String?

  func commands(on id: FindingID) -> [FindingCommand] { [.edit(id, title: title, text: text)] }
}
