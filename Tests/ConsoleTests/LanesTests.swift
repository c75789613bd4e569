import Debrief
import Exercises
import Testing
import Vocabulary

@testable import Console

/// The lanes stand on the clock that people read, and notes at the moment that they are about.
@Suite(.hangLimit) struct LanesTests {
  private func view(_ events: [TimelineEvent], elapsed: Nanoseconds) -> ControlView {
    let header = ExerciseHeader(
      code: ConsoleHouse.code, phase: .running, mode: "train", elapsedNs: elapsed, commitment: "",
      salt: nil, told: "", classification: "public")
    let blue = BlueRecord().view(header: header, hosts: [], mechanisms: [], terminals: [])
    return ControlView(
      header: header, role: .white, blue: blue, mission: Samples.mission, steps: [],
      events: events, gauges: [], preflight: nil, people: nil, grading: nil, missing: nil)
  }

  private func event(
    _ number: Int, _ second: Double, _ kind: TimelineEvent.Kind,
    _ fields: [String: JSONValue] = [:]
  ) -> TimelineEvent {
    TimelineEvent(
      sequence: number, timeNs: .seconds(second), lane: .white, kind: kind, fields: fields)
  }

  @Test("After a pause an event stands where the exercise clock stood, and so does a note's flag")
  func pause() {
    let about = JSONValue.integer(Nanoseconds.seconds(115).rawValue)
    let drawn = ControlLanes.draw(
      view(
        [
          event(1, 10, .exercisePaused), event(2, 110, .exerciseResumed),
          event(3, 130, .noteTaken, ["text": "there", "at_ns": about]),
        ], elapsed: .seconds(40))
    ).source
    // 130 s on the machine's clock are 30 s of the exercise, and the note is about 15 s.
    #expect(drawn.contains("30.000\u{a0}s note") || drawn.contains("30.000 s note"), "\(drawn)")
    #expect(drawn.contains("data-elapsed-ms=\"40000\""))
    #expect(drawn.contains("data-end-ms=\"62400\""))
    let place = 96 + (1_090 - 96) * 15 / 62.4
    let flag = ControlLanes.draw(
      view(
        [event(1, 15, .noteTaken, ["text": "there", "at_ns": 15_000_000_000])],
        elapsed: .seconds(40))
    ).source
    let x = "\((place * 10).rounded() / 10)"
    #expect(drawn.contains("M\(x)") && flag.contains("M\(x)"), "\(x) in \(drawn)")
  }

  @Test("The cursor's slider is named, and hidden until a script can move it")
  func slider() {
    let drawn = ControlLanes.draw(view([], elapsed: .seconds(40))).source
    #expect(drawn.contains("<label for=\"cursor-at\">"))
    #expect(drawn.contains("id=\"cursor\" data-keep hidden"))
  }
}
