import ArgumentParser
import Exercises

/// Blue takes a hypothesis back.
struct ExerciseWithdraw: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Blue: take a hypothesis back.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "Such as H2.") var hypothesis: String

  func command() -> ExerciseCommand { .withdraw(hypothesis: hypothesis) }
}
