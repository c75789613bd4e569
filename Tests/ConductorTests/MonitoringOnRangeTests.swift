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
  /// Real Prometheus and Alertmanager on a range: their alerts, and what takes them away.
  @Suite(.serialized) struct MonitoringOnRangeTests {
    private static let missions =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path + "/Missions"

    @Test(
      "A tool is seen to be lost once it is taken away and not before, and comes back",
      .timeLimit(.minutes(2)), arguments: ["scrape", "alerts", "dashboards"])
    func lost(tool: String) async throws {
      try await TestRange.with("mon-\(tool)", monitoring: .milliseconds(200)) { cluster in
        let fault = try cluster.compile("monitoring.lose", ["tool": .text(tool)])
        let alerts = try cluster.compile("monitoring.lose", ["tool": .text("alerts")])
        // The table is not there yet, and the pager hears: the path is whole before the fault.
        let whole = try await cluster.sees(fault.healed + alerts.healed, within: .seconds(40))
        try #require(whole.seen, "\(whole.text)")
        let early = try await cluster.sees(fault.effect, within: .milliseconds(200))
        #expect(!early.seen, "seen before it was injected: \(early.text)")
        try await cluster.expectUnchanged {
          try await cluster.inject("trial", fault, lease: .seconds(60))
          let effect = try await cluster.sees(fault.effect, within: fault.proofLimitNs)
          #expect(effect.seen, "\(effect.text)")
          let held = try await cluster.sees(fault.healed, within: .milliseconds(200))
          #expect(!held.seen, "healed while it is held: \(held.text)")
          try await cluster.connection.ask(.heal(fault: "trial"))
          let healed = try await cluster.sees(
            fault.healed, within: fault.proofLimitNs + .seconds(5))
          #expect(healed.seen, "\(healed.text)")
        }
        let again = try await cluster.sees(fault.effect, within: .milliseconds(200))
        #expect(!again.seen, "seen after it was healed: \(again.text)")
      }
    }

    @Test("Prometheus pages when the leader is killed", .timeLimit(.minutes(3)))
    func leaderKill() throws {
      let record = try rehearse("\(Self.missions)/single/etcd-leader-kill.yaml", seed: 2)
      let kill = try #require(record.timeline.first { $0.kind == .stepEffective })
      let killed = try #require(record.plan.steps.first?.hosts.first)
      let fired = record.timeline.filter { $0.kind == .alertFired }
      #expect(fired.allSatisfy { $0.fields["source"] == "alertmanager" })
      let lost = try #require(fired.first { $0.fields["alert"] == "RedundancyLost" })
      #expect(lost.host == killed)
      #expect(lost.timeNs > kill.timeNs)
      let starts = try #require(lost.fields["starts_at_ns"]?.whole)
      #expect(starts > kill.timeNs.rawValue && starts <= lost.timeNs.rawValue)
      #expect(record.environment["alerts"] == "alertmanager")
    }

    @Test(
      "Prometheus pages for a replica that is killed and for nobody else", .timeLimit(.minutes(4)),
      arguments: SuiteForm.arguments(["redis"], ofAll: ["redis", "patroni"]))
    func replicaKill(kind: String) throws {
      let record = try rehearse("\(Self.missions)/single/\(kind)-replica-kill.yaml", seed: 1)
      let killed = try #require(record.plan.steps.first?.hosts.first)
      let fired = record.timeline.filter { $0.kind == .alertFired }
      #expect(fired.allSatisfy { $0.fields["source"] == "alertmanager" })
      let lost = fired.filter { $0.fields["alert"] == "RedundancyLost" }
      #expect(!lost.isEmpty && lost.allSatisfy { $0.host == killed })
      #expect(record.environment["alerts"] == "alertmanager")
    }

    @Test(
      "A blind exporter is a blind Prometheus", .timeLimit(.minutes(2)),
      arguments: ["redis", "galera"])
    func blindExporter(kind: String) async throws {
      try await TestRange.with("mon-\(kind)", kind: kind, monitoring: .milliseconds(200)) {
        cluster in
        let fault = try cluster.compile("monitoring.lose", ["tool": .text("scrape")])
        let whole = try await cluster.sees(fault.healed, within: .seconds(40))
        try #require(whole.seen, "\(whole.text)")
        try await cluster.inject("trial", fault, lease: .seconds(60))
        let effect = try await cluster.sees(fault.effect, within: fault.proofLimitNs)
        #expect(effect.seen, "\(effect.text)")
        try await cluster.connection.ask(.heal(fault: "trial"))
        let healed = try await cluster.sees(fault.healed, within: fault.proofLimitNs)
        #expect(healed.seen, "\(healed.text)")
      }
    }

    @Test(
      "Quiet rehearsals raise no alert, and pass", .timeLimit(.minutes(4)),
      arguments: SuiteForm.arguments(
        [("redis", 1), ("patroni", 1)] as [(String, UInt64)],
        ofAll: [("etcd", 1), ("etcd", 2), ("redis", 1), ("patroni", 1)]))
    func quiet(kind: String, seed: UInt64) throws {
      let record = try rehearse("\(Self.missions)/single/\(kind)-quiet.yaml", seed: seed)
      #expect(record.environment["alerts"] == "alertmanager")
      #expect(record.timeline.filter { $0.kind == .alertFired } == [])
      #expect(ExerciseValidity.defects(of: record).isEmpty)
    }

    @Test("Pages that blue was to lose come when they are back", .timeLimit(.minutes(3)))
    func lostPages() throws {
      let file = TestRange.folder + "/trial.yaml"
      try FileManager.default.createDirectory(
        atPath: TestRange.folder, withIntermediateDirectories: true)
      // Pages that end before their way is back never come; six seconds are for a busy machine.
      let step = "  - {inject: proc.kill, on: one, at: 4s, for: 14s, as: kill}"
      let text = TestRange.mission(steps: step, mechanism: "proc.kill", window: 40)
        .replacing("source: built-in", with: "source: prometheus")
        .replacing("  truth:", with: "  loses: {alerts: 8s}\n  truth:")
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
      defer { try? FileManager.default.removeItem(atPath: file) }
      let record = try rehearse(file, seed: 1)
      #expect(ExerciseValidity.defects(of: record).isEmpty)
      let healed = try #require(
        record.timeline.first { $0.kind == .healCommanded && $0.step == "lose-alerts" })
      let fired = try #require(record.timeline.first { $0.kind == .alertFired })
      #expect(fired.timeNs > healed.timeNs)
      #expect((fired.fields["starts_at_ns"]?.whole ?? 0) < healed.timeNs.rawValue)
    }

    /// Rehearses with nobody responding; the pages must be sealed with the rest.
    private func rehearse(_ mission: String, seed: UInt64) throws -> RunRecord {
      let runs = TestRange.folder + "/monitoring"
      defer { try? FileManager.default.removeItem(atPath: runs) }
      let command = try Command.run(
        TestRange.binary,
        [
          "rehearse", mission, "--no-twin", "--json", "--quiet", "--seed", "\(seed)",
          "--responder", "none", "--runs", runs,
        ],
        timeout: .seconds(120))
      let json = try CanonicalJSON.decode(JSONValue.self, from: command.output)
      let folder = RunFolder(path: try #require(json["folder"]?.text, "\(command.error)"))
      #expect(try Seal.defects(of: folder).isEmpty)
      let seal = FileManager.default.contents(atPath: folder.seal) ?? Data()
      #expect(String(decoding: seal, as: UTF8.self).contains("alerts.jsonl"))
      return try RunRecord(reading: folder)
    }
  }
}
