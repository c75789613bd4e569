import Databases
import Evidence
import Faults
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// Backups and restores of a real etcd, by what its own tools say.
  @Suite(.serialized) struct RestoreOnRangeTests {
    @Test(
      "A backup restores into the two hosts that are left, and not a key later",
      .timeLimit(.minutes(3)))
    func degraded() async throws {
      try await TestRange.with("restore") { cluster in
        try await cluster.put("before", "1")
        try await cluster.operate("backup.take", as: "nightly", on: ["n1"])
        try await cluster.put("after", "2")
        try await cluster.perform([.stopDatabase(host: "n1")])
        try await cluster.operate(
          "backup.restore", as: "again", on: ["n2", "n3"], ["from": .text("nightly")])
        let read = try await cluster.etcdctl(on: "n2", ["get", "", "--prefix", "--keys-only"])
        #expect(read.contains("before"))
        #expect(!read.contains("after"))
      }
    }

    @Test(
      "A backup that was cut short is refused before anything is stopped", .timeLimit(.minutes(3)))
    func truncated() async throws {
      try await TestRange.with("cut-backup") { cluster in
        try await cluster.put("k", "1")
        try await cluster.operate(
          "backup.take", as: "latest", on: ["n1"], ["keep": .ratio(0.6)])
        var words = ""
        do {
          try await cluster.operate(
            "backup.restore", as: "again", on: ["n1", "n2"], ["from": .text("latest")])
        } catch {
          words = "\(error)"
        }
        #expect(words.contains("hash"), "etcd said: \(words)")
        let serving = try await cluster.sees(
          Cluster.hosts(3).map { .database(host: $0, state: .serving) }, within: .seconds(10))
        #expect(serving.seen, "\(serving.text)")
        #expect(try await cluster.etcdctl(on: "n1", ["get", "k"]).contains("1"))
      }
    }

    @Test(
      "The backup of another cluster restores, and only the comparison says so",
      .timeLimit(.minutes(4)))
    func foreign() async throws {
      let result = try await assess(
        """
          - {operate: backup.take, on: look-alike, at: 500ms, as: stage}
          - {operate: backup.restore, on: all, from: stage, at: 3s, as: restored}
        """)
      #expect(result.defects == [])
      let restore = try #require(result.restores.first)
      #expect(restore.failure == nil)
      #expect(restore.keys == 20)
      #expect(restore.foreign.count == 20)
      #expect(restore.lost == restore.acknowledged && restore.lost > 0)
      #expect(!restore.isRecovered)
      #expect(result.exitCode == 1)
    }

    @Test(
      "The cluster's own backup brings back what it held, and no foreign key",
      .timeLimit(.minutes(4)))
    func own() async throws {
      let result = try await assess(
        """
          - {operate: backup.take, on: head, at: 2s, as: nightly}
          - {operate: backup.restore, on: all, from: nightly, at: 5s, as: restored}
        """)
      #expect(result.defects == [])
      let taken = try #require(result.record.timeline.first { $0.kind == .backupTaken })
      let restore = try #require(result.restores.first)
      #expect(restore.revision == taken.fields["revision"]?.whole)
      #expect(restore.foreign.isEmpty)
      #expect(restore.lost > 0 && restore.lost < restore.acknowledged)
      #expect(restore.recoveryTimeNs != nil)
      let tried = try #require(result.record.timeline.first { $0.kind == .restoreTried })
      #expect(tried.fields["recovered"] == false)
    }

    private func assess(_ steps: String) async throws -> Assessment {
      let text = TestRange.mission(steps: steps, mechanism: "backup.restore", window: 22)
        .replacing("hosts: 3}", with: "hosts: 3, look-alike: 1}")
      return try await TestRange.assess(text, named: "restored")
    }
  }
}

extension TestRange {
  /// Runs a mission with that responder, and assesses its folder before it is removed.
  static func assess(
    _ text: String, named name: String, responder: Responder = .none
  ) async throws -> Assessment {
    _ = binary
    let path = folder + "/" + name + ".run"
    defer {
      try? FileManager.default.removeItem(atPath: path)
      removeEmptyFolders()
    }
    let run = ExerciseRun(
      plan: try plan(text), mission: text, responder: responder,
      ending: .settled(hold: .seconds(2)), folder: RunFolder(path: path),
      clock: { MonotonicClock.now() }, startedUTC: "2026-01-01T00:00:00Z",
      isInterrupted: { false }, progress: { _ in })
    try await run.run()
    return try Derivation.assess(RunFolder(path: path)).run
  }
}

extension Cluster {
  /// Carries out an operator's step and requires its proof.
  func operate(
    _ kind: String, as name: String, on hosts: [HostName],
    _ parameters: [String: ParameterValue] = [:]
  ) async throws {
    let step = PlannedStep(
      name: StepName(rawValue: name), verb: .operate, kind: kind, start: .at(.zero), lifeNs: nil,
      hosts: hosts, links: [], parameters: parameters, cure: nil)
    var facts = ClusterFacts(
      kind: database.kind, layout: layout, identifiers: [:],
      backups: sandbox.record.places.backups)
    facts.lookAlike = lookAlike
    let fault = try #require(FaultCatalogue.compile(step, on: facts))
    try await perform(fault.actions)
    let proof = try await sees(fault.effect, within: fault.proofLimitNs)
    #expect(proof.seen, "\(proof.text)")
  }

  /// Carries out actions.
  func perform(_ actions: [HostAction]) async throws {
    try await connection.ask(.perform(actions: actions))
  }

  /// What etcdctl says on a host.
  func etcdctl(on host: HostName, _ words: [String]) async throws -> String {
    try await output(on: host, ["env", "ETCDCTL_API=3", "etcdctl"] + words)
  }

  /// Writes a key.
  func put(_ key: String, _ value: String) async throws {
    _ = try await etcdctl(on: "n1", ["put", key, value])
  }
}
