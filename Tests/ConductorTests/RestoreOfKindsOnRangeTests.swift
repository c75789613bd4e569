import Databases
import Evidence
import Faults
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// Backups and restores of the databases that cannot look back, by what their own tools say.
  @Suite(.serialized) struct RestoreOfKindsOnRangeTests {
    private static let kinds = ["redis", "patroni", "galera"]

    @Test(
      "The cluster's own backup brings back what it held, and no foreign key",
      .timeLimit(.minutes(4)), arguments: SuiteForm.arguments(["redis"], ofAll: kinds))
    func own(kind: String) async throws {
      let result = try await assess(
        kind,
        """
          - {operate: backup.take, on: head, at: 2s, as: nightly}
          - {operate: backup.restore, on: all, from: nightly, at: 9s, as: restored}
        """)
      #expect(result.defects == [])
      let taken = try #require(result.record.timeline.first { $0.kind == .backupTaken })
      let restore = try #require(result.restores.first)
      #expect(restore.failure == nil)
      #expect(restore.revision == taken.fields["revision"]?.whole)
      #expect(restore.keys > 0)
      #expect(restore.foreign.isEmpty)
      #expect(restore.lost > 0 && restore.lost < restore.acknowledged)
      #expect(restore.recoveryTimeNs != nil)
    }

    @Test(
      "A backup that was cut short or is empty is refused before anything is stopped",
      .timeLimit(.minutes(4)), arguments: SuiteForm.arguments(["redis"], ofAll: kinds))
    func truncated(kind: String) async throws {
      try await TestRange.with("cut-\(kind)", kind: kind) { cluster in
        try await cluster.operate(
          "backup.take", as: "latest", on: ["n1"], ["keep": .ratio(0.6)])
        try await cluster.operate(
          "backup.take", as: "nothing", on: ["n1"], ["empty": .flag(true)])
        for backup in ["latest", "nothing"] {
          await #expect(throws: (any Error).self) {
            try await cluster.operate(
              "backup.restore", as: "again", on: ["n1", "n2"], ["from": .text(backup)])
          }
        }
        let serving = try await cluster.sees(
          Cluster.hosts(3).map { .database(host: $0, state: .serving) }, within: .seconds(10))
        #expect(serving.seen, "\(serving.text)")
      }
    }

    @Test(
      "Files copied past a running server restore, and lack what was acknowledged meanwhile",
      .timeLimit(.minutes(4)),
      arguments: SuiteForm.arguments(["galera"], ofAll: ["patroni", "galera"]))
    func copied(kind: String) async throws {
      let result = try await assess(
        kind,
        """
          - {operate: backup.take, on: head, at: 3s, inconsistent: true, as: nightly}
          - {operate: backup.restore, on: all, from: nightly, after: nightly + 1s, as: restored}
        """)
      #expect(result.defects == [])
      let taken = try #require(result.record.timeline.first { $0.kind == .backupTaken })
      #expect(taken.fields["revision"]?.whole != nil)
      let restore = try #require(result.restores.first)
      #expect(restore.failure == nil)
      #expect(restore.foreign.isEmpty)
      #expect(restore.lost > 0)
    }

    @Test(
      "The archived log of PostgreSQL brings back what was written up to a point, and no more",
      .timeLimit(.minutes(4)))
    func pointInTime() async throws {
      let result = try await assess(
        "patroni",
        """
          - {operate: backup.take, on: head, at: 2s, as: nightly}
          - {operate: backup.mark, on: head, at: 6s, as: month-end}
          - {operate: backup.restore, on: all, from: nightly, until: month-end, at: 10s, as: again}
        """, settings: ", settings: {archive_timeout: 2s}")
      #expect(result.defects == [])
      let taken = try #require(result.record.timeline.first { $0.kind == .backupTaken })
      let restore = try #require(result.restores.first)
      #expect(restore.failure == nil)
      #expect(restore.foreign.isEmpty)
      #expect(restore.lost > 0 && restore.lost < restore.acknowledged)
      // Without the log everything since the backup would be lost.
      let marked = try #require(
        result.record.timeline.first { $0.kind == .stepCommanded && $0.step == "month-end" })
      let first = try #require(restore.firstLostNs)
      #expect(first > marked.timeNs && marked.timeNs > taken.timeNs)
    }

    @Test(
      "Of three members two are restored, and are a cluster; so is one, alone",
      .timeLimit(.minutes(4)), arguments: SuiteForm.arguments(["galera"], ofAll: kinds))
    func degraded(kind: String) async throws {
      try await TestRange.with("two-\(kind)", kind: kind) { cluster in
        try await cluster.operate("backup.take", as: "nightly", on: ["n1"])
        try await cluster.perform([.stopDatabase(host: "n1")])
        try await cluster.operate(
          "backup.restore", as: "again", on: ["n2", "n3"], ["from": .text("nightly")])
        try await cluster.perform([.stopDatabase(host: "n2")])
        try await cluster.operate(
          "backup.restore", as: "alone", on: ["n3"], ["from": .text("nightly")])
      }
    }

    private func assess(
      _ kind: String, _ steps: String, settings: String = ""
    ) async throws -> Assessment {
      let text = TestRange.mission(steps: steps, mechanism: "backup.restore", window: 40)
        .replacing("kind: etcd, hosts: 3", with: "kind: \(kind), hosts: 3\(settings)")
        .replacing("rate: 200/s}", with: "rate: 60/s, cas: 0%}")
        .replacing("[linearizable, no-acknowledged-loss]", with: "[no-acknowledged-loss]")
      return try await TestRange.assess(text, named: "restored-\(kind)")
    }
  }
}
