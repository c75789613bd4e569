import Evidence
import Foundation
import LinuxHost
import Testing
import Vocabulary

extension OnRangeTests {
  /// Many exercises through the real binary: two at once, resumed, and read again offline.
  @Suite(.serialized) struct TrackRecordOnRangeTests {
    private static let missions =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path + "/Missions/single"

    private func cygnet(_ arguments: [String]) throws -> Command {
      try Command.run(TestRange.binary, arguments, timeout: .seconds(240))
    }

    @Test(
      "Two missions with their runbooks and with nobody are a track record, which can be resumed",
      .timeLimit(.minutes(5)))
    func shortTrackRecord() throws {
      let folder = TestRange.folder + "/record"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let names = ["etcd-leader-kill", "etcd-follower-pause"]
      let page = folder + "/page.md"
      let command = [
        "track-record", "--missions",
        names.map { "\(Self.missions)/\($0).yaml" }.joined(separator: ","),
        "--trials", "1", "--jobs", "2", "--folder", folder, "--out", page,
      ]
      let first = try cygnet(command)
      // A slow machine may hold a runbook up past its SLA; no exercise may be invalid for that.
      #expect(["exit code 0", "exit code 1"].contains("\(first.status)"), "\(first.error)")
      let text = try String(contentsOfFile: page, encoding: .utf8)
      for name in names { #expect(text.contains("## \(name)")) }
      #expect(!text.contains("invalid, not counted"), "\(text)")
      let folders = names.flatMap { name in
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)")) ?? [])
          .map { "\(folder)/\(name)/\($0)/1" }
      }
      #expect(folders.count == 4)
      for one in folders {
        #expect(FileManager.default.fileExists(atPath: RunFolder(path: one).seal), "\(one)")
        #expect(try Seal.defects(of: RunFolder(path: one)).isEmpty)
      }
      let again = try cygnet(command)
      #expect(again.error.contains("0 exercises to run"), "\(again.error)")
      #expect(try String(contentsOfFile: page, encoding: .utf8) == text)
      let drawn = try cygnet(["track-record", "--from", folder, "--out", page])
      #expect("\(drawn.status)" == "\(first.status)")
      #expect(try String(contentsOfFile: page, encoding: .utf8) == text)
      let matrix = try cygnet(["runbook", "matrix", "--from", folder, "--json"])
      let json = try CanonicalJSON.decode(RunbookMatrix.self, from: matrix.output)
      #expect(json.missions == names.sorted() && json.cells.count == 4)
      #expect(FileManager.default.fileExists(atPath: folder + "/matrix.svg"))
    }

    @Test("The table of trials is the same bytes from the run folders", .timeLimit(.minutes(3)))
    func trials() throws {
      let folder = TestRange.folder + "/trials"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      let steps = "  - {inject: proc.kill, on: one, at: 1s, for: 2s}"
      let mission = folder + "/trial.yaml"
      try Data(TestRange.mission(steps: steps, mechanism: "proc.kill").utf8)
        .write(to: URL(fileURLWithPath: mission))
      let run = try cygnet([
        "rehearse", mission, "--trials", "2", "--no-twin", "--quiet", "--runs", folder,
      ])
      #expect(run.output.contains("2 trials, seeds 1, 2"), "\(run.output) \(run.error)")
      let below = try FileManager.default.contentsOfDirectory(atPath: folder + "/trial").sorted()
      let tables = below.filter { $0.hasSuffix("-trials.json") }
      let folders = below.filter { !$0.hasSuffix(".json") }.map { "\(folder)/trial/\($0)" }
      try #require(tables.count == 1 && folders.count == 2)
      let table = try String(contentsOfFile: "\(folder)/trial/\(tables[0])", encoding: .utf8)
      let again = try cygnet(["evidence", "trials", "--json"] + folders.reversed())
      #expect(again.output == table)
    }
  }
}
