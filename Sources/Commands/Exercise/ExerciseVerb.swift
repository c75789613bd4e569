import ArgumentParser
import Exercises

/// A verb that sends one command to the console and says what came of it.
///
/// The console decides; here a command is only checked for what no console would take.
protocol ExerciseVerb: ParsableCommand {
  var seat: SeatOptions { get }
  /// What is asked for.
  func command() throws -> ExerciseCommand
}

extension ExerciseVerb {
  mutating func run() throws {
    let asked = try Result { try ExerciseCommand(fields: command().fields) }.mapError { error in
      guard let refusal = error as? Refusal else { return error }
      return UsageError(refusal.message, hint: refusal.hint)
    }.get()
    let client = try seat.client()
    let answer = try client.perform(asked)
    if seat.json {
      print(Terminal.words(answer))
    } else {
      for line in AnswerText.lines(answer, of: client.session.console) { print(line) }
    }
  }
}
