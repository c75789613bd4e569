import ArgumentParser
import Exercises

/// Starts the clock.
struct ExerciseStart: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "start", abstract: "White, or the second of two persons: start the clock.")

  @OptionGroup var seat: SeatOptions

  func command() -> ExerciseCommand { .start }
}
