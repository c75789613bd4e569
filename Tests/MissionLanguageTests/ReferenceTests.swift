import Foundation
import Testing

@testable import MissionLanguage

@Suite struct ReferenceTests {
  static let reference = TestFiles.missions.deletingLastPathComponent()
    .appendingPathComponent("docs/reference/mission.md")

  @Test("Every key, setting, alert, selector and role is in the reference")
  func complete() throws {
    let runbook = Self.reference.deletingLastPathComponent().appendingPathComponent("runbook.md")
    let text = try TestFiles.text(Self.reference) + TestFiles.text(runbook)
    let sections: [[String]] = [
      MissionParser.keys, DatabaseSection.keys, WorkloadSection.keys, BudgetSection.keys,
      BudgetSection.modeKeys, LimitsSection.keys, AblateSection.keys, BlueSection.keys,
      BlueSection.truthKeys, BlueSection.responseKeys, ExpectSection.keys,
      StepReader.verbs, StepReader.startKeys,
      StepReader.targetKeys, RunbookParser.keys, RuleReader.ruleKeys, RuleReader.entryKeys,
      RuleReader.hypothesisKeys, TargetWords.roles, BuiltInAlerts.all.map(\.name),
      BuiltInAlerts.watched.map(\.name), MonitoringSection.keys,
      Selectors.all.map(\.name), [Selectors.moveLeader],
      KnownDatabases.kinds, KnownWorkloads.kinds,
      KnownDatabases.all.flatMap { $0.settings.map(\.name) },
    ]
    for word in Set(sections.joined()).sorted() {
      #expect(text.contains(word), "`\(word)` is missing in mission.md and in runbook.md")
    }
  }

  @Test(
    "A slip of the finger is recognised, another word is not",
    arguments: [
      ("fro", "for"), ("frmo", "from"), ("titel", "title"), ("databse", "database"), ("zzz", nil),
    ] as [(String, String?)])
  func spelling(word: String, meant: String?) {
    let keys = ["for", "from", "title", "database"]
    #expect(Spelling.nearest(to: word, among: keys) == meant)
  }
}
