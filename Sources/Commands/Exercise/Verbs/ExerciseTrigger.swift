import ArgumentParser
import Exercises
import Vocabulary

/// Begins a step now.
struct ExerciseTrigger: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "trigger", abstract: "Red: begin a step now.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The step.") var step: String

  func command() -> ExerciseCommand { .trigger(step: StepName(rawValue: step)) }
}
