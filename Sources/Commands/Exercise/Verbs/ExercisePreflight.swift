import ArgumentParser
import Exercises

/// Builds the range and fills the go / no-go list.
struct ExercisePreflight: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "preflight", abstract: "White: build the range and fill the go / no-go list.")

  @OptionGroup var seat: SeatOptions

  func command() -> ExerciseCommand { .preflight }
}
