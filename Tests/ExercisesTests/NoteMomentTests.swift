import Exercises
import Testing
import Vocabulary

/// People write a note's moment on the exercise clock; it is kept on the one that never stands.
@Suite struct NoteMomentTests {
  typealias Played = PlayedExercise

  private func note(_ exercise: inout Played, at moment: Nanoseconds?) throws -> Int64? {
    try exercise.say(.note(text: "there", atNs: moment), Played.wanda)
    return exercise.timeline.last?.fields["at_ns"]?.whole
  }

  @Test("Before and after a pause the moment is the one at which the clock showed it")
  func paused() throws {
    var exercise = try Played.running()
    exercise.now = .seconds(20)
    try exercise.say(.pause(reason: "lunch"), Played.wanda)
    exercise.now = .seconds(50)
    #expect(try note(&exercise, at: .seconds(12)) == Nanoseconds.seconds(12).rawValue)
    // The clock stands at 20 s: 21 s has not come, however late it is.
    #expect(refusal { _ = try note(&exercise, at: .seconds(21)) }?.kind == .invalid)
    try exercise.say(.resume, Played.wanda)
    exercise.now = .seconds(60)
    #expect(try note(&exercise, at: .seconds(25)) == Nanoseconds.seconds(55).rawValue)
    #expect(try note(&exercise, at: .seconds(20)) == Nanoseconds.seconds(20).rawValue)
    #expect(try note(&exercise, at: nil) == Nanoseconds.seconds(60).rawValue)
    #expect(refusal { _ = try note(&exercise, at: .seconds(31)) }?.kind == .invalid)
    #expect(try note(&exercise, at: .seconds(30)) == Nanoseconds.seconds(60).rawValue)
  }
}
