import Evidence
import Foundation
import LinuxHost
import Testing
import Vocabulary

extension OnRangeTests {
  /// Missions of the catalogue through the real binary, as a person runs them.
  @Suite(.serialized) struct MissionsOnRangeTests {
    private static let missions =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path + "/Missions"

    private func rehearse(_ mission: String) throws -> (code: String, json: JSONValue) {
      let runs = TestRange.folder + "/missions"
      let command = try Command.run(
        TestRange.binary,
        [
          "rehearse", "\(Self.missions)/\(mission)", "--no-twin", "--json", "--quiet", "--runs",
          runs,
        ],
        timeout: .seconds(120))
      let json = try CanonicalJSON.decode(JSONValue.self, from: command.output)
      return ("\(command.status)", json)
    }

    @Test(
      "A cluster forced from a stale member is found to have lost writes", .timeLimit(.minutes(3)))
    func forcedCluster() throws {
      let (code, json) = try rehearse("negative/etcd-forced-new-cluster.yaml")
      #expect(code == "exit code 1")
      #expect(json["valid"] == true)
      #expect((json["durability"]?["lost"]?.whole ?? 0) > 0)
      #expect(json["verdicts"]?["durability"]?["result"] == "invalid")
      #expect(json["verdicts"]?["linearizable"]?["result"] == "invalid")
      let blames = json["attribution"]?["entries"]?.elements ?? []
      let lost = blames.filter { ($0["counts"]?["lost"]?.whole ?? 0) > 0 }
      #expect(lost.map { $0["name"] } == ["force"])
      #expect(lost.map { $0["cause"] } == ["operator"])
      #expect(json["attribution"]?["unattributed"] == 0)
      try theSameBytesAgain(try #require(json["folder"]?.text))
    }

    @Test(
      "Without two members every refused and unanswered operation is the fault's",
      .timeLimit(.minutes(3)))
    func twoMembersKilled() throws {
      let (_, json) = try rehearse("single/etcd-two-members-kill.yaml")
      #expect(json["valid"] == true)
      #expect(json["durability"]?["lost"] == 0)
      let attribution = json["attribution"]
      #expect(attribution?["entries"]?.elements?.map { $0["name"] } == ["kill-two"])
      #expect(attribution?["entries"]?.elements?.map { $0["cause"] } == ["fault"])
      #expect(attribution?["unattributed"] == 0)
      #expect((attribution?["total"]?["unanswered"]?.whole ?? 0) > 0)
    }

    @Test(
      "A leader that dies is replaced, nothing is lost, and the run passes", .timeLimit(.minutes(3))
    )
    func leaderKill() throws {
      let (code, json) = try rehearse("single/etcd-leader-kill.yaml")
      #expect(json["valid"] == true)
      #expect(json["durability"]?["lost"] == 0)
      #expect(json["verdicts"]?["linearizable"]?["result"] == "valid")
      #expect(json["faults"]?.elements?.allSatisfy { $0["heal_proved"] == true } == true)
      // A slow machine may hold the runbook up past its SLA; that is a gap, not a wrong verdict.
      #expect(code == "exit code 0" || json["bits"]?["L"] == false)
    }

    @Test(
      "Writes ordered by a clock that is behind are lost; by clocks that agree they are not",
      .timeLimit(.minutes(3)))
    func clockOrderedWritesLong() throws {
      let (code, json) = try rehearse("negative/etcd-clock-ordered-writes.yaml")
      #expect(code == "exit code 1")
      #expect(json["valid"] == true)
      #expect((json["durability"]?["lost"]?.whole ?? 0) > 0)
      #expect(json["verdicts"]?["linearizable"]?["result"] == "invalid")
      let (_, control) = try rehearse("single/etcd-clock-ordered-writes-control.yaml")
      #expect(control["valid"] == true)
      #expect(control["durability"]?["lost"] == 0)
      #expect(control["verdicts"]?["linearizable"]?["result"] == "valid")
    }

    @Test(
      "What a runbook loses by forcing a cluster is the responder's doing", .timeLimit(.minutes(3)))
    func survivorForced() throws {
      let (code, json) = try rehearse("negative/etcd-survivor-forced.yaml")
      #expect(code == "exit code 1")
      #expect(json["valid"] == true)
      let blames = json["attribution"]?["entries"]?.elements ?? []
      let lost = blames.filter { ($0["counts"]?["lost"]?.whole ?? 0) > 0 }
      #expect(lost.map { $0["cause"] } == ["responder"])
      #expect(json["attribution"]?["unattributed"] == 0)
    }

    /// What follows from evidence is the same each time, and the folder is as it was sealed.
    private func theSameBytesAgain(_ path: String) throws {
      let folder = RunFolder(path: path)
      let files = [folder.score, folder.attribution]
      let before = try files.map { try #require(FileManager.default.contents(atPath: $0)) }
      try Command.succeed(TestRange.binary, ["evidence", "replay", path])
      #expect(files.map { FileManager.default.contents(atPath: $0) } == before)
      #expect(try RunRecord(reading: folder).constantsMark.isSealed)
      #expect(try Seal.defects(of: folder).isEmpty)
    }
  }
}
