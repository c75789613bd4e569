import ArgumentParser
import Exercises

/// Red wants another plan.
struct ExercisePropose: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "propose", abstract: "Red: ask white to take the kept draft as the mission.")

  @OptionGroup var seat: SeatOptions
  @Option(help: "Why; white reads it.") var reason: String

  func command() -> ExerciseCommand { .propose(reason: reason) }
}
