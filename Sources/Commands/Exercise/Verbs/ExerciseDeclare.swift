import ArgumentParser
import Exercises

/// Blue noticed trouble.
struct ExerciseDeclare: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "declare", abstract: "Blue: declare trouble, perhaps before any alert.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "Hosts with commas; none where you do not know.") var location = ""

  func command() -> ExerciseCommand { .declare(location: location) }
}
