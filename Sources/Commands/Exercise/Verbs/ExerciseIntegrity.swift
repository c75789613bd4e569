import ArgumentParser
import Exercises

/// Somebody suspects that blue knew.
struct ExerciseIntegrity: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "integrity", abstract: "White and red: say that blue may have known something.")

  @OptionGroup var seat: SeatOptions
  @Option(help: "What was seen.") var reason: String

  func command() -> ExerciseCommand { .integrity(reason: reason) }
}
