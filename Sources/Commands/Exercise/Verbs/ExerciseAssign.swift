import ArgumentParser
import Exercises

/// A gap gets an owner, a date and a re-test.
struct ExerciseAssign: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "White: give a gap its owner, its date and its re-test.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The gap, as the debrief names it.") var gap: String
  @Option(help: "A person; a team owns nothing.") var owner: String
  @Option(help: "The day by which it is closed, 2027-02-11.") var due: String
  @Option(help: "What will be practised again to show it.") var retest: String

  func command() -> ExerciseCommand {
    .assign(gap: gap, owner: owner, due: due, retest: retest)
  }
}
