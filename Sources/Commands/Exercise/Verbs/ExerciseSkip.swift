import ArgumentParser
import Exercises
import Vocabulary

/// Leaves a step out.
struct ExerciseSkip: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "skip", abstract: "Red: leave a step out.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The step.") var step: String
  @Option(help: "Why; it is in the debrief.") var reason: String

  func command() -> ExerciseCommand { .skip(step: StepName(rawValue: step), reason: reason) }
}
