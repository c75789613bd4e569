import ArgumentParser
import Exercises

/// Red asks white for a change of plan.
struct ExerciseAsk: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Red: ask white for a change of plan.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The question.") var text: [String]

  func command() -> ExerciseCommand { .ask(text: text.joined(separator: " ")) }
}
