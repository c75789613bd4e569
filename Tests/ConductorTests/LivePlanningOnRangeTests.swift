import Exercises
import Foundation
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  @Suite(.serialized) struct LivePlanningOnRangeTests {
    private static let other = TestRange.mission(
      steps: "  - {inject: proc.pause, on: two, at: 1s, for: 60s, as: ebb}",
      mechanism: "proc.pause", window: 600)

    @Test(
      "A plan that changes in the pre-flight takes its range down, and the new one is conducted",
      .timeLimit(.minutes(2)))
    func change() async throws {
      try await LiveTrial.with(LiveExerciseOnRangeTests.mission) { trial in
        try await trial.perform(.draft(mission: Self.other), by: trial.red)
        try await trial.perform(.propose(reason: "another host"), by: trial.red)
        try await trial.perform(.preflight, by: trial.white)
        // While the range is being built the plan stands.
        await #expect(throws: Refusal.self) {
          try await trial.exercise.perform(.approve(proposal: "P1"), by: trial.white)
        }
        try await trial.until("every measured line is go") { view in
          let items = view.preflight ?? []
          return !items.isEmpty && items.allSatisfy { $0.byPerson || $0.isGo == true }
        }
        await trial.exercise.work?.value
        try await trial.perform(.approve(proposal: "P1"), by: trial.white)
        let view = try await trial.control()
        #expect(view.preflight?.allSatisfy { $0.isGo != true } == true)
        #expect(view.steps.map(\.name) == ["ebb"])
        #expect(await trial.exercise.range == nil)
        await #expect(throws: Refusal.self) {
          try await trial.exercise.perform(.start, by: trial.white)
        }
        try await trial.start()
        try await trial.until("the new plan's fault is in") { $0.steps[0].state == "effective" }
        await #expect(throws: Refusal.self) {
          try await trial.exercise.perform(.draft(mission: Self.other), by: trial.red)
        }
        try await trial.perform(.abort(reason: "seen"), by: trial.white)
        try await trial.until("rest") { $0.header.phase == .aborted }
        await trial.exercise.work?.value
      }
    }
  }
}
