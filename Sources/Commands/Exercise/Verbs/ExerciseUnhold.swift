import ArgumentParser
import Exercises
import Vocabulary

/// Lets a held step go.
struct ExerciseUnhold: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "unhold", abstract: "Red: let a held step go.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The step.") var step: String

  func command() -> ExerciseCommand { .unhold(step: StepName(rawValue: step)) }
}
