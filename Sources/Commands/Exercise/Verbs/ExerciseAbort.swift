import ArgumentParser
import Exercises

/// Heals everything at once and ends.
struct ExerciseAbort: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "abort", abstract: "White: heal everything at once and end.")

  @OptionGroup var seat: SeatOptions
  @Option(help: "Why; it is in the debrief.") var reason: String

  func command() -> ExerciseCommand { .abort(reason: reason) }
}
