import ArgumentParser
import Exercises
import Vocabulary

/// Keeps a step back.
struct ExerciseHold: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Red: keep a step back.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The step.") var step: String

  func command() -> ExerciseCommand { .hold(step: StepName(rawValue: step)) }
}
