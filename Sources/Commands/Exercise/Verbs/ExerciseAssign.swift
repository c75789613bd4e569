import ArgumentParser
import Exercises

/// A gap of the debrief gets somebody who closes it.
struct ExerciseAssign: ExerciseVerb {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "White: give a gap one person, a day and a re-test.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The gap, as the debrief calls it.") var gap: String
  @Option(help: "One person.") var owner: String
  @Option(help: "Until when, as YYYY-MM-DD.") var due: String
  @Option(help: "The machine's test, or the step of the next mission, that will show it.")
  var retest: String

  func command() -> ExerciseCommand {
    .assign(gap: gap, owner: owner, due: due, retest: retest)
  }
}
