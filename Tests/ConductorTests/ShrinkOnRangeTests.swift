import Foundation
import LinuxHost
import Testing
import Vocabulary

extension OnRangeTests {
  /// A short search through the real binary: found, written, resumed without running anything.
  @Suite(.serialized) struct ShrinkOnRangeTests {
    private static let steps = """
        - {operate: backup.take, on: head, at: 1s, as: nightly}
        - {inject: proc.kill, on: "one, two", at: 1500ms, for: 4s, as: kill}
      """

    private func shrink(_ arguments: [String]) throws -> Command {
      try Command.run(TestRange.binary, ["shrink"] + arguments, timeout: .seconds(200))
    }

    @Test("A step that has nothing to do with an outage is left out", .timeLimit(.minutes(4)))
    func irrelevantStepLong() throws {
      let folder = TestRange.folder + "/shrink"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let mission = folder + "/trial.yaml"
      try Data(TestRange.mission(steps: Self.steps, mechanism: "proc.kill").utf8)
        .write(to: URL(fileURLWithPath: mission))
      let out = folder + "/small.yaml"
      let command = [
        mission, "--trials", "1", "--until", "steps", "--failure", "outage of level 3",
        "--responder", "none", "--folder", folder, "--out", out, "--json",
      ]
      let first = try shrink(command)
      #expect("\(first.status)" == "exit code 0", "\(first.error)")
      let found = try CanonicalJSON.decode(Shrinking.self, from: first.output)
      #expect(found.steps == ["kill"] && found.dropped == ["without nightly"])
      #expect(found.attempts.map(\.decision) == [.fails, .fails, .fails], "\(first.error)")
      #expect(found.minimalIn == [.steps] && found.confirmation?.isConfirmed == true)
      #expect(first.error.contains("trial 1") && first.error.contains("to try"))
      let text = try String(contentsOfFile: out, encoding: .utf8)
      #expect(text.hasPrefix("# Shrunk by `cygnet shrink`") && !text.contains("as: nightly"))
      let valid = try Command.run(
        TestRange.binary, ["mission", "validate", out], timeout: .seconds(20))
      #expect("\(valid.status)" == "exit code 0", "\(valid.error)")
      let again = try shrink(command)
      #expect(again.output == first.output, "the same run folders say the same")
      #expect(!again.error.contains("range"), "nothing was run again")
    }

    @Test("A run in which nothing failed is refused in words", .timeLimit(.minutes(2)))
    func nothingFailed() throws {
      let folder = TestRange.folder + "/shrink-nothing"
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let mission = folder + "/trial.yaml"
      let steps = "  - {operate: backup.take, on: one, at: 1s, as: nightly}"
      try Data(TestRange.mission(steps: steps, mechanism: "backup.take", window: 8).utf8)
        .write(to: URL(fileURLWithPath: mission))
      let run = try Command.run(
        TestRange.binary,
        ["rehearse", mission, "--responder", "none", "--json", "--quiet", "--runs", folder],
        timeout: .seconds(90))
      let json = try CanonicalJSON.decode(JSONValue.self, from: run.output)
      let refused = try shrink([try #require(json["folder"]?.text), "--folder", folder])
      #expect("\(refused.status)" == "exit code 64")
      #expect(refused.error.contains("nothing failed in"), "\(refused.error)")
    }
  }
}
