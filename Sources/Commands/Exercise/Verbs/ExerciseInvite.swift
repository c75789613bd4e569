import ArgumentParser
import Exercises
import Vocabulary

/// A one-time link for one more person.
struct ExerciseInvite: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "invite", abstract: "White: a one-time link for one more person.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "As the person is called on every page.") var name: String
  @Argument(help: "red, white, blue or observer.") var role: String

  func command() throws -> ExerciseCommand {
    try ExerciseCommand(
      fields: ["do": "invite", "name": .string(name), "role": .string(role)])
  }
}
