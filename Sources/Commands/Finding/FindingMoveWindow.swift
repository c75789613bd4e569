import ArgumentParser
import Findings

/// The next exercise of a target is another day than the program file says.
struct FindingMoveWindow: BacklogDecision {
  static let configuration = CommandConfiguration(
    commandName: "move-window",
    abstract: "The next exercise of a target is that day; dates that it overtakes move with it.",
    discussion: """
      A window that the whole program moves stands in cygnet.yaml under moved. This is for one
      target; a window that moves away moves no date, since putting one off is an extension.
      """)

  @Argument(help: "The service, as its findings name it.") var service: String
  @Option(help: "YYYY-MM-DD, the day of the next exercise.") var to: String
  @OptionGroup var verb: BacklogVerb

  var noEffect: String { "no finding of \(service) waits for that day or is overtaken by it" }

  func command() -> FindingCommand { .moveWindow(service: service, window: to) }
}
