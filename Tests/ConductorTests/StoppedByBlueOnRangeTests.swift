import Evidence
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  @Suite(.serialized) struct StoppedByBlueOnRangeTests {
    @Test("A member that blue stops and leaves so is a response, and no residue")
    func leftDown() async throws {
      let text = TestRange.mission(
        steps: "  - {inject: disk.slow, on: one, at: 1s, for: 60s, fsync: 50ms, as: trial}",
        mechanism: "disk.slow", window: 9)
      let runbook = Runbook(
        name: "stop", title: "stop",
        rules: [
          .init(
            on: .exerciseStarted,
            entries: [
              .init(
                delay: .seconds(2),
                move: .act(kind: "maintenance.stop", on: "followers", parameters: [:]))
            ])
        ])
      let run = try await TestRange.assess(text, named: "stopped", responder: .runbook(runbook))
      #expect(run.defects == [])
      let stopped = run.record.timeline.filter { $0.kind == .actionExecuted }
      #expect(stopped.map { $0.fields["exit"] } == [0])
      #expect(!run.record.timeline.contains { $0.kind == .residueSeen })
    }
  }
}
