import Foundation
import Testing
import Vocabulary

@testable import Commands

/// With what a re-test runs.
@Suite struct RetestSourceTests {
  @Test(
    "Settings are read from the last line of a mission's text",
    arguments: [
      ("mission: a\n", []), ("mission: a\n# --setting pre-vote=false\n", ["pre-vote=false"]),
      ("a: b\n# --setting a=1 --setting b=2\n", ["a=1", "b=2"]),
      ("# --setting a=1\nmission: a\n", []), ("", []),
    ] as [(String, [String])])
  func settings(text: String, expected: [String]) {
    #expect(RetestSource.settings(in: text) == expected)
  }

  @Test func `A mission that evidence kept is read under its own name, with its settings`() throws {
    let text = try MissionSource(path: Self.mission).text
    let kept = try MissionSource(
      name: "etcd-leader-kill", text: text, path: "runs/x/mission.yaml", settings: [])
    #expect(kept.text == text && kept.mission.name == "etcd-leader-kill")
    let changed = try MissionSource(
      name: "etcd-leader-kill", text: text + "# --setting pre-vote=false\n", path: "x",
      settings: ["pre-vote=true"])
    #expect(changed.text == text + "# --setting pre-vote=true\n")
    #expect(changed.mission.database.settings["pre-vote"] == "true")
    #expect(throws: MissionRefused.self) {
      try MissionSource(name: "another", text: text, path: "x", settings: [])
    }
  }

  private static let mission = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Missions/single/etcd-leader-kill.yaml").path
}
