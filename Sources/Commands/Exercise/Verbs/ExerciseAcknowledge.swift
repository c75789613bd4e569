import ArgumentParser
import Exercises

/// Blue has an alert.
struct ExerciseAcknowledge: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "acknowledge", abstract: "Blue: say that you have an alert.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The alert's id, as status shows it.") var alert: String

  func command() -> ExerciseCommand { .acknowledge(alert: alert) }
}
