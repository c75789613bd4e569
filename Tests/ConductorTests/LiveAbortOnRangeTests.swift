import Evidence
import Exercises
import Foundation
import LinuxHost
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  @Suite(.serialized) struct LiveAbortOnRangeTests {
    static let mission = TestRange.mission(
      steps: """
          - {inject: net.delay, from: head, to: one, delay: 30ms, at: 200ms, for: 300s, as: late}
          - {inject: proc.pause, on: one, at: 300ms, for: 300s, as: still}
          - {inject: disk.slow, on: two, fsync: 50ms, at: 400ms, for: 300s, as: slow}
          - {inject: net.cut, from: two, to: one, at: 500ms, for: 300s, as: apart}
          - {inject: clock.step, on: two, offset: 2s, at: 600ms, for: 300s, as: skewed}
          - {inject: proc.pause, on: two, at: 8s, for: 300s, as: after}
        """, mechanism: "proc.pause", window: 600
    ).replacingOccurrences(of: "hosts: 3", with: "hosts: 5")

    @Test(
      "White's abort heals five hosts at once, and nothing is injected after it",
      .timeLimit(.minutes(2)))
    func abort() async throws {
      try await LiveTrial.with(Self.mission) { trial in
        try await trial.start()
        try await trial.until("five faults are in") { view in
          view.steps.prefix(5).allSatisfy { $0.state == "effective" }
        }
        let clicked = MonotonicClock.now()
        try await trial.perform(.abort(reason: "enough"), by: trial.white)
        try await trial.until("the end") { $0.header.phase == .aborted }
        await trial.exercise.work?.value
        let events = try trial.timeline
        let called = try #require(events.first { $0.kind == .abortCalled })
        let origin = try #require(
          events.first { $0.kind == .exerciseStarted }?.fields["origin_ns"]?.whole)
        let click = clicked - Nanoseconds(rawValue: origin)
        var proved: Set<StepName> = []
        for event in events where event.kind == .healProved {
          guard let step = event.step else { continue }
          proved.insert(step)
          print(
            "abort: \(step) proved healed after",
            (event.timeNs - click).inMilliseconds.rounded(), "ms")
        }
        #expect(proved == ["late", "still", "slow", "apart", "skewed"])
        let started: [TimelineEvent.Kind] = [
          .stepCommanded, .stepAcknowledged, .stepEffective, .stepTriggered,
        ]
        #expect(
          !events.contains { started.contains($0.kind) && $0.sequence > called.sequence })
        #expect(!events.contains { $0.step == "after" && started.contains($0.kind) })
        #expect(
          events.last { $0.kind == .exerciseEnded }?.fields["reason"]?.text
            == "aborted: enough")
        #expect(ExerciseValidity.defects(of: try RunRecord(reading: trial.folder)) == [])
      }
    }
  }
}
