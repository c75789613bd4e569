import Evidence
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// A second cluster beside the right one, and commands that go astray.
  @Suite(.serialized) struct LookAlikeOnRangeTests {
    @Test("The look-alike is a cluster of its own with data of its own", .timeLimit(.minutes(3)))
    func another() async throws {
      let result = try await assess(runbook: [Self.restart("m1")])
      #expect(result.defects == [])
      let wrong = result.record.timeline.filter { $0.kind == .wrongTargetSeen }
      let seen = try #require(wrong.first)
      #expect(wrong.count == 1)
      #expect(seen.host == "m1")
      let own = try #require(seen.fields["expected"]?.text)
      let other = try #require(seen.fields["cluster"]?.text)
      #expect(own != other)
      #expect(seen.fields["with_effect"] == true)
      #expect(seen.fields["prompt"]?.text == "ops@m1 (orders-stage) #")
      let done = try #require(result.record.timeline.first { $0.kind == .actionExecuted })
      #expect(done.fields["exit"] == 0)
      #expect(done.fields["prompt"]?.text == "ops@m1 (orders-stage) #")
      // Seen when the command is given, not when it is over.
      #expect(seen.timeNs.rawValue <= (done.fields["started_ns"]?.whole ?? 0) + 1_000_000_000)
      // No member was touched by it.
      #expect(!result.record.timeline.contains { $0.kind == .databaseExited })
    }

    @Test("A command to the right cluster is not flagged", .timeLimit(.minutes(3)))
    func right() async throws {
      let result = try await assess(runbook: [Self.restart("followers")])
      #expect(result.record.timeline.contains { $0.kind == .actionExecuted })
      #expect(!result.record.timeline.contains { $0.kind == .wrongTargetSeen })
    }

    @Test("A guardrail refuses the other cluster by its identifier", .timeLimit(.minutes(3)))
    func guardrail() async throws {
      let result = try await assess(
        runbook: [Self.restart("m1")], isGuarded: true)
      let seen = try #require(result.record.timeline.first { $0.kind == .wrongTargetSeen })
      #expect(seen.fields["with_effect"] == false)
      let done = try #require(result.record.timeline.first { $0.kind == .actionExecuted })
      #expect(done.fields["exit"] == 77)
      #expect(!result.record.timeline.contains { $0.kind == .commandRan })
    }

    private static func restart(_ words: String) -> Runbook.Move {
      .act(kind: "operator.restart", on: words, parameters: [:])
    }

    private func assess(
      runbook moves: [Runbook.Move], isGuarded: Bool = false
    ) async throws -> Assessment {
      var text = TestRange.mission(
        steps: "  - {inject: proc.kill, on: one, at: 1s, for: 5s, as: trial}",
        mechanism: "proc.kill", window: 14
      ).replacing("hosts: 3}", with: "hosts: 3, look-alike: 1}")
      if isGuarded {
        text = text.replacing("  signatures:", with: "  guardrail: true\n  signatures:")
      }
      let runbook = Runbook(
        name: "astray", title: "astray",
        rules: [
          .init(
            on: .alert("RedundancyLost"),
            entries: moves.map { .init(delay: .milliseconds(200), move: $0) })
        ])
      return try await TestRange.assess(text, named: "astray", responder: .runbook(runbook))
    }
  }
}
