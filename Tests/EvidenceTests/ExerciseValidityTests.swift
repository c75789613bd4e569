import Evidence
import Testing
import Vocabulary

@Suite struct ExerciseValidityTests {
  /// A run that must not be believed, with what its defect says.
  struct Spoilt: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var run: TrialRun
    var says: String
  }

  private static func red(
    _ kind: TimelineEvent.Kind, _ fields: [String: JSONValue] = [:]
  ) -> TrialRun.Extra {
    .init(lane: .red, kind: kind, step: "slow-disk", fields: fields)
  }

  static let spoilt = [
    Spoilt(
      testDescription: "no effect seen", run: TrialRun(without: [.stepEffective]),
      says: "slow-disk was not proved to take effect"),
    Spoilt(
      testDescription: "effect refuted",
      run: TrialRun(
        without: [.stepEffective, .healProved],
        extra: [red(.stepUnproved, ["reason": "a sync took 2 ms"])]),
      says: "slow-disk was not proved to take effect: a sync took 2 ms"),
    Spoilt(
      testDescription: "healing not seen", run: TrialRun(without: [.healProved]),
      says: "slow-disk was not proved healed"),
    Spoilt(
      testDescription: "healing refuted",
      run: TrialRun(
        without: [.healProved], extra: [red(.healUnproved, ["reason": "a sync took 1 s"])]),
      says: "slow-disk was not proved healed: a sync took 1 s"),
    Spoilt(
      testDescription: "healing doubted", run: TrialRun(extra: [red(.healUnproved)]),
      says: "the end of slow-disk was not proved"),
    Spoilt(
      testDescription: "lease", run: TrialRun(extra: [red(.leaseExpired)]),
      says: "the lease of slow-disk ran out: the agent healed it, not the conductor"),
    Spoilt(
      testDescription: "residue",
      run: TrialRun(extra: [
        .init(
          lane: .white, kind: .residueSeen, step: nil,
          fields: ["lines": ["packet filter, new: table inet cygnet_cut"]])
      ]), says: "residue on a host: packet filter, new: table inet cygnet_cut"),
    Spoilt(
      testDescription: "driver",
      run: TrialRun(extra: [
        .init(lane: .system, kind: .helperEnded, step: nil, fields: ["name": "load"])
      ]), says: "the load ended by itself"),
    Spoilt(
      testDescription: "stopped", run: TrialRun(isWhole: false), says: "it was stopped: a person"),
    Spoilt(
      testDescription: "no end", run: TrialRun(without: [.exerciseEnded]),
      says: "its end is not recorded: the controller died"),
    Spoilt(
      testDescription: "history cut", run: TrialRun(isClosed: false),
      says: "the history has no end: the load did not finish its final reads"),
  ]

  private func defects(_ run: TrialRun) throws -> [String] {
    let trial = try TrialFolder(run)
    return ExerciseValidity.defects(of: try RunRecord(reading: trial.run))
  }

  @Test("A run that is proved from command to healing may be believed")
  func valid() throws {
    #expect(try defects(TrialRun()) == [])
  }

  @Test("A run that is not proved says why", arguments: spoilt)
  func invalid(spoilt: Spoilt) throws {
    #expect(try defects(spoilt.run) == [spoilt.says])
  }

  @Test("A step that never came is no defect")
  func skippedIsNone() throws {
    let run = TrialRun(
      without: [
        .stepCommanded, .stepAcknowledged, .stepEffective, .healCommanded, .healProved,
      ], extra: [Self.red(.stepSkipped, ["reason": "no leader was lost"])])
    #expect(try defects(run) == [])
  }

  @Test("What is wrong with the twin makes the comparison, and so the exercise, invalid")
  func twinCounts() throws {
    let trial = try TrialFolder(TrialRun(), twin: TrialRun(without: [.healProved]))
    let (run, twin) = try Derivation.assess(trial.run)
    #expect(run.defects == ["in the twin: slow-disk was not proved healed"])
    #expect(twin?.isValid == false)
    #expect(run.exitCode == 3)
  }
}
