import ArgumentParser
import Exercises
import Vocabulary

/// A mission's file as this exercise would play it.
struct ExerciseReview: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Red and white: a mission's mistakes, or its plan with this exercise's seed.",
    discussion: "Exit codes: 0 it can be played, 64 it has mistakes. Nothing is kept.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The mission's file; - is standard input.") var file: String

  func run() throws {
    let review = try seat.client().review(try MissionFile.text(of: file))
    if seat.json {
      print(try CanonicalJSON.line(review))
    } else {
      for mistake in review.diagnostics { Terminal.say(Terminal.plain(mistake.description)) }
      if let plan = review.plan { print(Terminal.plain(plan), terminator: "") }
    }
    if !review.diagnostics.isEmpty { throw ExitCode(64) }
  }
}
