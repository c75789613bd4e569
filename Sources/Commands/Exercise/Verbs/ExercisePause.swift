import ArgumentParser
import Exercises

/// Stands the clock.
struct ExercisePause: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "White: stand the clock; nothing new is injected.")

  @OptionGroup var seat: SeatOptions
  @Option(help: "Why; it is in the debrief.") var reason: String

  func command() -> ExerciseCommand { .pause(reason: reason) }
}
