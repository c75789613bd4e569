import ArgumentParser
import Exercises

/// White takes a change of plan.
struct ExerciseApprove: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "White: take red's change of plan before the start; it is committed to anew.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The proposal, as status names it, such as P1.") var proposal: String

  func command() -> ExerciseCommand { .approve(proposal: proposal) }
}
