import Testing
import Vocabulary

@Suite struct ExerciseClockTests {
  private func event(
    _ second: Double, _ kind: TimelineEvent.Kind, _ fields: [String: JSONValue] = [:]
  ) -> (Double, TimelineEvent.Kind, [String: JSONValue]) { (second, kind, fields) }

  private func clock(_ events: [(Double, TimelineEvent.Kind, [String: JSONValue])]) -> ExerciseClock
  {
    ExerciseClock(
      events.enumerated().map { number, event in
        TimelineEvent(
          sequence: number, timeNs: .seconds(event.0), lane: .white, kind: event.1,
          fields: event.2)
      })
  }

  @Test func `A clock that never stood changes nothing`() {
    let clock = clock([event(0, .exerciseStarted), event(90, .exerciseEnded)])
    #expect(!clock.hasStood)
    #expect(clock.time(.seconds(42.5)) == .seconds(42.5))
    #expect(!clock.stands(at: .seconds(42.5)))
  }

  @Test func `Time stands during a pause and goes on after it`() {
    let clock = clock([
      event(10, .exercisePaused, ["reason": "a phone rang"]), event(25, .exerciseResumed),
      event(40, .exercisePaused), event(41, .exerciseResumed),
    ])
    #expect(clock.time(.seconds(9)) == .seconds(9))
    #expect(clock.time(.seconds(12)) == .seconds(10))
    #expect(clock.time(.seconds(25)) == .seconds(10))
    #expect(clock.time(.seconds(30)) == .seconds(15))
    #expect(clock.time(.seconds(50)) == .seconds(34))
    #expect(clock.stands(at: .seconds(10)) && clock.stands(at: .seconds(24.9)))
    #expect(!clock.stands(at: .seconds(25)))
    #expect(clock.pauses.map(\.reason) == ["a phone rang", "paused"])
  }

  @Test func `A time of the clock leads back to the moment at which it was shown`() {
    let clock = clock([
      event(10, .exercisePaused), event(25, .exerciseResumed), event(40, .exercisePaused),
    ])
    for second in [0.0, 9, 9.5, 26, 33, 39.5] {
      let moment = Nanoseconds.seconds(second)
      #expect(clock.offset(of: clock.time(moment)) == moment)
    }
    // It stood at 10 s for a while, and at 25 s it stands still.
    #expect(clock.offset(of: .seconds(10)) == .seconds(10))
    #expect(clock.offset(of: .seconds(25)) == .seconds(40))
    #expect(clock.offset(of: .seconds(25.1)) == nil)
  }

  @Test func `A lost controller is a pause from the last thing that is known`() {
    let known = clock([
      event(5, .stepCommanded), event(30, .controllerLost), event(33, .exerciseResumed),
    ])
    #expect(known.pauses.map(\.startNs) == [.seconds(5)])
    #expect(known.time(.seconds(35)) == .seconds(7))
    let said = clock([
      event(5, .stepCommanded),
      event(30, .controllerLost, ["since_ns": .integer(Nanoseconds.seconds(12).rawValue)]),
      event(33, .exerciseResumed),
    ])
    #expect(said.time(.seconds(35)) == .seconds(14))
  }

  @Test func `A controller lost during a pause does not stop the clock twice`() {
    let clock = clock([
      event(10, .exercisePaused), event(20, .controllerLost), event(30, .exerciseResumed),
    ])
    #expect(clock.pauses.count == 1)
    #expect(clock.time(.seconds(31)) == .seconds(11))
  }

  @Test func `A pause that nobody ended lasts to the end of the exercise`() {
    let open = clock([event(10, .exercisePaused)])
    #expect(open.time(.seconds(99)) == .seconds(10))
    let ended = clock([event(10, .exercisePaused), event(20, .exerciseEnded)])
    #expect(ended.time(.seconds(25)) == .seconds(15))
  }

  @Test func `Moments within fields move with the clock, spans do not`() {
    let clock = clock([event(10, .exercisePaused), event(20, .exerciseResumed)])
    let action = TimelineEvent(
      sequence: 9, timeNs: .seconds(32), lane: .blue, kind: .actionExecuted,
      fields: [
        "started_ns": .integer(Nanoseconds.seconds(30).rawValue),
        "duration_ns": .integer(Nanoseconds.seconds(2).rawValue),
      ])
    let moved = clock.time(action)
    #expect(moved.timeNs == .seconds(22))
    #expect(moved.fields["started_ns"]?.whole == Nanoseconds.seconds(20).rawValue)
    #expect(moved.fields["duration_ns"]?.whole == Nanoseconds.seconds(2).rawValue)
  }
}
