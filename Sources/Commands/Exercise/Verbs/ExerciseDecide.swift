import ArgumentParser
import Exercises

/// What blue chose.
struct ExerciseDecide: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "decide", abstract: "Blue: post what you decided, before you do it.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The response, in one word.") var response: String
  @Argument(help: "In your words.") var text: [String] = []

  func command() -> ExerciseCommand {
    .decide(response: response, text: text.joined(separator: " "))
  }
}
