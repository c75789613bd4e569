import ArgumentParser
import Exercises

/// Throws the twin that is being played away.
struct ExerciseStopTwin: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "stop-twin", abstract: "White: throw the twin that is being played away.")

  @OptionGroup var seat: SeatOptions

  func command() -> ExerciseCommand { .stopTwin }
}
