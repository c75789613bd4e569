import MissionLanguage
import Testing
import Vocabulary

@Suite struct SettingWordsTests {
  private let plain = DatabaseSpecification(
    kind: "etcd", hosts: 3, settings: ["pre-vote": "false", "snapshot-count": "100"])

  @Test("A setting replaces the mission's own, in the database's unit; the others stay")
  func replaces() throws {
    let changed = try SettingWords.apply(
      ["pre-vote=true", "election-timeout = 2s"], to: plain)
    #expect(
      changed.settings == [
        "pre-vote": "true", "snapshot-count": "100", "election-timeout": "2000",
      ])
    #expect(try SettingWords.apply([], to: plain) == plain)
  }

  @Test(
    "What a mission may not set, a command line may not either",
    arguments: [
      ("pre-vot=true", "pre-vote"), ("pre-vote", "pre-vote=VALUE"), ("pre-vote=", "VALUE"),
      ("pre-vote=yes", "true or false"), ("election-timeout=200ms", "at least 500ms"),
    ])
  func refuses(word: String, hint: String) {
    let refused = #expect(throws: SettingWords.Refused.self) {
      try SettingWords.apply([word], to: plain)
    }
    #expect(refused?.hint.contains(hint) == true, "\(String(describing: refused))")
  }
}
