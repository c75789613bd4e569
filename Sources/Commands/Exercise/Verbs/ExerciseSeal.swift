import ArgumentParser
import Exercises

/// Closes the logs and makes the scores final.
struct ExerciseSeal: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "seal", abstract: "White: close the logs; the scores are final.")

  @OptionGroup var seat: SeatOptions

  func command() -> ExerciseCommand { .seal }
}
