import Foundation
import Testing
import Vocabulary

@testable import MissionLanguage

@Suite struct MissionWriterTests {
  /// A mission without the places of its parts in a file.
  static func unplaced(_ mission: Mission) -> Mission {
    var mission = mission
    let nowhere = SourcePosition(line: 0, column: 0)
    for index in mission.targets.indices { mission.targets[index].position = nowhere }
    for index in mission.steps.indices { mission.steps[index].position = nowhere }
    return mission
  }

  private static func readBack(_ mission: Mission, catalogue: Catalogue) throws -> Mission {
    let text = MissionWriter.text(mission, header: ["Written by a test: `a` # b\nand more."])
    return unplaced(
      try MissionParser.parse(text, file: "\(mission.name).yaml", catalogue: catalogue).get())
  }

  @Test(
    "Every mission of the catalogue reads back as the same value", arguments: TestFiles.allMissions)
  func catalogue(url: URL) throws {
    let mission = try TestFiles.mission(url)
    #expect(try Self.readBack(mission, catalogue: TestFiles.catalogue) == Self.unplaced(mission))
    let text = MissionWriter.text(mission)
    let again = try MissionParser.parse(
      text, file: "\(mission.name).yaml", catalogue: TestFiles.catalogue
    ).get()
    #expect(MissionWriter.text(again) == text)
    #expect(text.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
  }

  @Test(
    "Text that means something to YAML, or is odd, reads back as it was",
    arguments: [
      "a: b", "# no comment", "- item", "[list]", "{map}", "null", "~", "true", "12", "\"quoted\"",
      "it's", "a \\ b", "two\nlines", "two\n\nparagraphs", "tab\there", "a  b", "*alias", "&anchor",
      "!tag", "%x", "@x", "`x`", "größe — „so“", "line\u{2028}end", "mark\u{FEFF}in",
      "> not folded",
      "| bar", "? key", "ends with :", "emoji 🦢", "a, b",
      String(repeating: "long words ", count: 30),
      String(repeating: "x", count: 200), String(repeating: "a: b #c ", count: 40),
      String(repeating: "two  blanks ", count: 20), String(repeating: "line\n", count: 40),
    ])
  func oddTexts(text: String) throws {
    var mission = try TestMission().mission()
    let trimmed = text.trimmed
    mission.hypothesis = trimmed
    mission.blue.told = trimmed
    mission.steps.append(
      MissionStep(
        action: .cue(trimmed), name: "cue", start: .at(.seconds(3)), life: nil, targets: [:],
        parameters: [:], position: SourcePosition(line: 0, column: 0)))
    mission.from = [trimmed]
    mission.retests = [trimmed, "F-1"]
    mission.blue.truth.trigger = trimmed
    #expect(
      try Self.readBack(mission, catalogue: SampleCatalogue.full) == Self.unplaced(mission))
  }

  @Test("Settings are written in the units that missions use")
  func settings() throws {
    var mission = try TestMission().mission()
    mission.database.settings = [
      "pre-vote": "false", "heartbeat-interval": "200", "election-timeout": "2000",
      "snapshot-count": "500", "quota-backend-bytes": "33554432", "peer-tls": "2",
      "auto-compaction-retention": "1h",
    ]
    mission.database.lookAlike = 2
    let known = KnownDatabases.settings(of: "etcd").map(\.name)
    #expect(Set(known) == Set(mission.database.settings.keys), "a setting is missing in this test")
    #expect(try Self.readBack(mission, catalogue: SampleCatalogue.full) == Self.unplaced(mission))
  }

  @Test("Every optional part reads back")
  func optionalParts() throws {
    var mission = try TestMission().mission()
    mission.monitoring = MonitoringWish(source: .builtIn, scrapeNs: .milliseconds(250))
    mission.service = "services/own.yaml"
    mission.expect = MissionExpectation(
      verdict: .invalid,
      lost: .init(metric: .acknowledgedLoss, comparison: .greater, value: 3), contained: false)
    mission.blue.loses = ["alerts": .seconds(9), "metrics": .milliseconds(1500)]
    mission.blue.runbook = "good"
    mission.blue.tempting = "bad"
    mission.blue.guardrail = true
    mission.limits = SafetyLimits(
      stopWhen: [
        .init(
          clause: .init(metric: .writeSuccess, comparison: .less, value: 0.015),
          forNs: .seconds(75)),
        .init(
          clause: .init(metric: .redundancy, comparison: .lessOrEqual, value: -1), forNs: .zero),
      ], leaseNs: .seconds(7))
    mission.workload.ratePerS = 0.5
    mission.workload.reads = 1.0 / 3
    mission.workload.compareAndSets = 0.000_02
    mission.ablation = AblationSpecification(subsets: .pairs, repeats: 3)
    #expect(try Self.readBack(mission, catalogue: SampleCatalogue.full) == Self.unplaced(mission))
  }

  @Test("Every start and every condition reads back")
  func starts() throws {
    var mission = try TestMission().mission()
    let conditions: [Vocabulary.Condition] = [
      .exerciseStarted, .cueSent, .leaderChanged, .noLeader, .quorumMinimum, .lag(bytes: 1_000_001),
      .backupRunning, .alert("NoLeader"), .blueDecided, .writeSuccessBelow(0.375),
      .stepEffective("first"),
    ]
    mission.steps[0].name = "first"
    for (index, condition) in conditions.enumerated() {
      var step = mission.steps[0]
      step.name = StepName(rawValue: "s\(index)")
      step.start = .when(condition, within: .milliseconds(2500))
      mission.steps.append(step)
    }
    mission.steps[1].start = .after("first", plus: .zero)
    mission.steps[2].start = .after("first", plus: .milliseconds(1))
    #expect(try Self.readBack(mission, catalogue: SampleCatalogue.full) == Self.unplaced(mission))
  }

  @Test("Quantities are written such that nothing of them is lost")
  func quantities() throws {
    var random = SeededRandom(seed: 5, purpose: "quantities")
    for _ in 0..<2_000 {
      let share = (random.unit() * 1e6).rounded() / 1e6
      #expect(try Quantity.ratio(ExactText.ratio(share)) == share)
      let number = (random.unit() * 1e9).rounded() / 1e3
      #expect(try Quantity.number(ExactText.number(number)) == number)
      let bytes = Int64(random.next() >> 14)
      #expect(try Quantity.bytes(ExactText.bytes(bytes)) == bytes)
      let bandwidth = ParameterValue.bandwidth(bytesPerS: bytes + 1)
      #expect(try Quantity.bandwidth(ExactText.value(bandwidth)) == bytes + 1)
    }
    #expect(ExactText.ratio(0.99) == "99%" && ExactText.ratio(0.07) == "7%")
  }
}
