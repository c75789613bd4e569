import Exercises
import Testing
import Vocabulary

/// People write a note's moment on the exercise clock; it is kept on the one that never stands.
@Suite struct NoteMomentTests {
  typealias Played = PlayedExercise

  /// Takes a note at a moment, and gives the seconds that are kept; nil where it is refused.
  private func note(_ exercise: inout Played, at second: Double?) throws -> Double? {
    let refused = refusal {
      try exercise.say(
        .note(text: "there", atNs: second.map { .seconds($0) }), Played.wanda)
    }
    if let refused {
      #expect(refused.kind == .invalid)
      return nil
    }
    let kept = try #require(exercise.timeline.last?.fields["at_ns"]?.whole)
    return Nanoseconds(rawValue: kept).inSeconds
  }

  @Test("Before and after a pause the moment is the one at which the clock showed it")
  func paused() throws {
    var exercise = try Played.running()
    exercise.now = .seconds(20)
    try exercise.say(.pause(reason: "lunch"), Played.wanda)
    exercise.now = .seconds(50)
    // The clock stands at 20 s: 21 s has not come, however late it is.
    var seen = [try note(&exercise, at: 12), try note(&exercise, at: 21)]
    #expect(seen == [12, nil])
    try exercise.say(.resume, Played.wanda)
    exercise.now = .seconds(60)
    seen = []
    let moments: [Double?] = [25, 20, nil, 31, 30]
    for second in moments { seen.append(try note(&exercise, at: second)) }
    #expect(seen == [55, 20, 60, nil, 60])
  }
}
