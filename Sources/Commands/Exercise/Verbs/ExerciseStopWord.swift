import ArgumentParser
import Exercises

/// Anybody stops the exercise.
struct ExerciseStopWord: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "stop-word",
    abstract: "Anybody: call a stop; nothing is injected until white decides.")

  @OptionGroup var seat: SeatOptions
  @Option(help: "Why.") var reason = ""

  func command() -> ExerciseCommand { .stopWord(reason: reason) }
}
