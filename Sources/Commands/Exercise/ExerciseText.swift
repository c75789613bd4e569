import ArgumentParser
import Exercises

/// The texts of missions that lie in an exercise.
struct ExerciseText: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "text", abstract: "Red and white: the mission's text, red's draft, the proposal.")

  /// Which of them.
  enum Which: String, ExpressibleByArgument, CaseIterable { case mission, draft, proposal }

  @OptionGroup var seat: SeatOptions
  @Argument(help: "mission, draft or proposal.") var which = Which.mission

  func run() throws {
    let texts = try seat.client().missionTexts()
    let text: String? =
      switch which {
      case .mission: texts.mission
      case .draft: texts.draft
      case .proposal: texts.proposal
      }
    guard let text else {
      throw UsageError("there is no \(which.rawValue)", hint: "cygnet exercise status")
    }
    print(Terminal.plain(text), terminator: "")
  }
}
