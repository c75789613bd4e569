import Evidence
import Foundation
import LinuxHost
import Testing
import Vocabulary

extension OnRangeTests {
  /// Two quarters of a made-up team through the real binary: exercises are real, days are not.
  @Suite(.serialized) struct SimulationOnRangeTests {
    private static let mission =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
      + "/Missions/seed/etcd-wrong-cluster.yaml"

    private func cygnet(_ arguments: [String]) throws -> Command {
      try Command.run(TestRange.binary, arguments, timeout: .seconds(240))
    }

    @Test(
      "Two simulated quarters are too few to tell, say so, and leave the evidence its own clock",
      .timeLimit(.minutes(5)))
    func shortSimulationLong() throws {
      let folder = TestRange.folder + "/simulation"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let command = [
        "program", "simulate", "--short", "--missions", Self.mission, "--folder", folder,
        "--jobs", "2", "--json",
      ]
      let first = try cygnet(command)
      #expect("\(first.status)" == "exit code 0", "\(first.output) \(first.error)")
      let report = try CanonicalJSON.decode(JSONValue.self, from: first.output)
      #expect(report["is_simulated"] == true && report["is_as_expected"] == true)
      let played = report["played"]?.elements ?? []
      #expect(played.map { $0["day"] } == ["2024-02-08", "2024-05-09"])
      #expect(played.map { $0["answer"] } == ["tempting", "right"])
      let trends = report["trends"]?.elements ?? []
      #expect(trends.first { $0["family"] == "all" }?["verdict"] == "too_few")

      // The machine's own clock stands in the evidence, and the seals are whole.
      let days = try String(contentsOfFile: folder + "/simulated.jsonl", encoding: .utf8)
      #expect(days.contains("\"at\":\"2024-02-08T13:00:00Z\",\"part\":\"people\""))
      for run in played.compactMap({ $0["run"]?.text }) {
        let place = RunFolder(path: "\(folder)/runs/\(run)")
        #expect(try Verification.defects(of: place).isEmpty)
        let began = try RunRecord(reading: place).environment["started_utc"]?.text ?? ""
        #expect(!began.isEmpty && !began.hasPrefix("2024"))
        #expect(days.contains(run))
      }

      // Somebody gave the right answer on another cluster first: that opened a finding.
      let findings = try cygnet(["finding", "list", "--program", folder + "/cygnet.yaml"])
      #expect(findings.output.contains("simulated: Wrong target in etcd-wrong-cluster"))
      let shown = try cygnet([
        "finding", "show", "F-1", "--program", folder + "/cygnet.yaml",
      ])
      #expect(shown.output.contains("simulated 2024-02-08T13:00:00Z, really 20"))
      let listed = try cygnet(["program", "trends", "--program", folder + "/cygnet.yaml"])
      #expect(listed.output.contains("Simulated: the days are made up"))
      let page = try String(contentsOfFile: folder + "/simulation.html", encoding: .utf8)
      #expect(page.contains("<strong>SIMULATED</strong>"))

      let journal = try Data(contentsOf: URL(fileURLWithPath: folder + "/findings.jsonl"))
      let again = try cygnet(command)
      #expect(again.error.contains("0 exercises to run"), "\(again.error)")
      #expect(again.output == first.output)
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/findings.jsonl")) == journal)
    }
  }
}
