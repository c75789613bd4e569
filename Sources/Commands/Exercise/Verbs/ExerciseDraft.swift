import ArgumentParser
import Exercises

/// Red keeps a draft of another mission.
struct ExerciseDraft: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "draft", abstract: "Red: keep a mission's file as a draft that only red reads.",
    discussion: "`cygnet exercise review FILE` says first what is wrong with it.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The mission's file; - is standard input.") var file: String

  func command() throws -> ExerciseCommand {
    .draft(mission: try MissionFile.text(of: file))
  }
}
