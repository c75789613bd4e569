import Evidence
import Faults
import Foundation
import LinuxHost
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// A fault that does nothing, or is never undone, must make the exercise invalid: exit code 3.
  @Suite(.serialized) struct SabotageOnRangeTests {
    static let steps: [(kind: String, text: String)] = [
      (
        "net.cut",
        "  - {inject: net.cut, from: head, to: one, one-way: true, at: 500ms, for: 1s, as: trial}"
      ),
      (
        "disk.slow", "  - {inject: disk.slow, on: one, fsync: 600ms, at: 500ms, for: 1s, as: trial}"
      ),
    ]

    @Test(
      "An injector that does nothing makes the exercise invalid", .timeLimit(.minutes(1)),
      arguments: steps.map(\.kind))
    func injector(_ kind: String) async throws {
      let result = try await assess(kind) { fault in fault.actions = [] }
      #expect(result.exitCode == 3)
      #expect(result.record.timeline.contains { $0.kind == .stepUnproved && $0.step == "trial" })
      #expect(!result.record.timeline.contains { $0.kind == .stepEffective })
    }

    @Test(
      "A cure that does nothing makes the exercise invalid", .timeLimit(.minutes(1)),
      arguments: steps.map(\.kind))
    func cure(_ kind: String) async throws {
      let result = try await assess(kind) { fault in
        fault.undo = [.deleteTable(host: "n1", table: "cygnet_no_such_table")]
      }
      #expect(result.exitCode == 3)
      #expect(result.record.timeline.contains { $0.kind == .stepEffective && $0.step == "trial" })
      #expect(result.record.timeline.contains { $0.kind == .healUnproved && $0.step == "trial" })
      #expect(!result.record.timeline.contains { $0.kind == .healProved })
    }

    @Test("What an exercise leaves on a host makes it invalid", .timeLimit(.minutes(1)))
    func residue() async throws {
      let result = try await assess("net.cut") { fault in
        // Proved and healed as it should be, and beside that a table that nobody takes away.
        fault.actions.append(
          .loadTable(
            host: "n1", table: "cygnet_forgotten",
            rules: "    chain idle {\n      counter\n    }\n"))
      }
      #expect(result.exitCode == 3)
      #expect(result.record.timeline.contains { $0.kind == .healProved && $0.step == "trial" })
      let seen = try #require(result.record.timeline.first { $0.kind == .residueSeen })
      #expect(seen.host == "n1")
      #expect(result.defects.contains { $0.contains("new: table inet cygnet_forgotten") })
      #expect(result.defects.count == 1)
    }

    @Test(
      "The same exercise without a saboteur is valid", .timeLimit(.minutes(1)),
      arguments: steps.map(\.kind))
    func control(_ kind: String) async throws {
      let result = try await assess(kind) { _ in }
      #expect(result.defects.isEmpty)
      #expect(result.exitCode != 3)
    }

    private func assess(
      _ kind: String, sabotage: @escaping @Sendable (inout CompiledFault) -> Void
    ) async throws -> Assessment {
      _ = TestRange.binary
      let step = try #require(Self.steps.first { $0.kind == kind })
      let text = TestRange.mission(steps: step.text, mechanism: kind)
      let folder = TestRange.folder + "/sabotage.run"
      defer {
        try? FileManager.default.removeItem(atPath: folder)
        TestRange.removeEmptyFolders()
      }
      var run = ExerciseRun(
        plan: try TestRange.plan(text), mission: text, responder: .none,
        ending: .settled(hold: .seconds(1)), folder: RunFolder(path: folder),
        clock: { MonotonicClock.now() }, startedUTC: "2026-01-01T00:00:00Z",
        isInterrupted: { false }, progress: { _ in })
      run.compile = { step, facts in
        guard var fault = FaultCatalogue.compile(step, on: facts) else { return nil }
        sabotage(&fault)
        return fault
      }
      try await run.run()
      return try Derivation.assess(RunFolder(path: folder)).run
    }
  }
}
