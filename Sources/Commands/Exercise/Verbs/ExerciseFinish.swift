import ArgumentParser
import Exercises

/// Ends as planned before the window is over.
struct ExerciseFinish: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "finish", abstract: "White: end as planned before the window is over.")

  @OptionGroup var seat: SeatOptions
  @Option(help: "Why; it is in the debrief.") var reason: String

  func command() -> ExerciseCommand { .finish(reason: reason) }
}
