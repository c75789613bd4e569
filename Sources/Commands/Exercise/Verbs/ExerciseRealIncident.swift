import ArgumentParser
import Exercises

/// A real incident supersedes the exercise.
struct ExerciseRealIncident: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "real-incident", abstract: "White: a real incident supersedes the exercise.")

  @OptionGroup var seat: SeatOptions
  @Option(help: "What happens.") var reason: String

  func command() -> ExerciseCommand { .realIncident(reason: reason) }
}
