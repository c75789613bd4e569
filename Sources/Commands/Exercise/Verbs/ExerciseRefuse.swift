import ArgumentParser
import Exercises

/// White leaves the plan as it is.
struct ExerciseRefuse: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "refuse", abstract: "White: leave the plan as it is.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The proposal, as status names it, such as P1.") var proposal: String
  @Option(help: "Why; red reads it.") var reason: String

  func command() -> ExerciseCommand { .refuse(proposal: proposal, reason: reason) }
}
