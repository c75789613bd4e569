import MissionLanguage
import Testing
import Vocabulary

@Suite struct QuantityTests {
  static func fsync(_ text: String) -> Result<Mission, MissionErrors> {
    TestMission(
      steps: """
        - {operate: maintenance.stop, on: slow}
        - {inject: disk.slow, on: slow, fsync: \(text), for: 5s}
        """
    ).parse()
  }

  @Test(
    "Durations are read with their unit",
    arguments: [
      ("800ms", 800_000_000), ("1m", 60_000_000_000), ("1.5s", 1_500_000_000), ("0s", 0),
      ("1s500ms", 1_500_000_000), ("20us", 20_000), ("7ns", 7), ("\"2s\"", 2_000_000_000),
    ] as [(String, Int64)])
  func durations(text: String, nanoseconds: Int64) throws {
    let step = try Self.fsync(text).get().steps[1]
    #expect(step.parameters["fsync"] == .duration(Nanoseconds(rawValue: nanoseconds)))
  }

  @Test(
    "What is no duration in bounds is refused",
    arguments: [
      "800", "1 s", "-1s", "s", "1s1m", "1e3s", "61s", "0x10s", "99999999999999999999h", "nans",
      "1..5s", ".5s", "~", "[1s]", "''", "1s 5ms", "١s",
    ])
  func notDurations(text: String) {
    guard case .failure(let errors) = Self.fsync(text) else {
      return #expect(Bool(false), "\(text) was accepted")
    }
    #expect(errors.diagnostics.count == 1)
    #expect(errors.diagnostics.allSatisfy { !$0.hint.isEmpty && $0.position.line == 13 })
  }

  @Test(
    "Every condition is read",
    arguments: [
      ("start", Condition.exerciseStarted), ("cue", .cueSent),
      ("leader changed", .leaderChanged), ("no leader", .noLeader),
      ("quorum = minimum", .quorumMinimum), ("lag > 64MB", .lag(bytes: 64_000_000)),
      ("lag > 1.5KiB", .lag(bytes: 1536)), ("backup running", .backupRunning),
      ("alert NoLeader", .alert("NoLeader")), ("blue decided", .blueDecided),
      ("write-success < 50%", .writeSuccessBelow(0.5)),
      ("first effective", .stepEffective("first")),
    ])
  func conditions(text: String, condition: Condition) throws {
    let mission = try TestMission(
      steps: """
        - {operate: maintenance.stop, on: slow, as: first}
        - {operate: maintenance.start, on: slow, when: \(text) within 20s}
        """
    ).mission()
    #expect(mission.steps[1].start == .when(condition, within: .seconds(20)))
  }

  @Test("Stop conditions and containment are read")
  func predicates() throws {
    let mission = try TestMission(
      extra: "limits: {stop-when: [acknowledged-loss > 0, write-success < 1% for 120s]}"
    ).mission()
    #expect(mission.limits.stopWhen.map(\.forNs) == [.zero, .seconds(120)])
    #expect(mission.limits.stopWhen[1].clause.value == 0.01)
    #expect(mission.blue.contained.clauses.map(\.metric) == [.redundancy])
  }

  @Test("Settings become the text that the database takes")
  func settings() throws {
    let text = TestMission().text.replacing(
      "hosts: 3}",
      with: "hosts: 3, settings: {pre-vote: true, heartbeat-interval: 100ms, election-timeout: 1s}}"
    )
    let mission = try MissionParser.parse(
      text, file: "sample.yaml", catalogue: SampleCatalogue.full
    ).get()
    #expect(
      mission.database.settings == [
        "pre-vote": "true", "heartbeat-interval": "100", "election-timeout": "1000",
      ])
  }
}
