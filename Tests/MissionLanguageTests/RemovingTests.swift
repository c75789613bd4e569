import Testing
import Vocabulary

@testable import MissionLanguage

@Suite struct RemovingTests {
  private static func names(_ mission: Mission) -> [StepName] { mission.steps.map(\.name) }

  private static func without(_ names: [StepName], _ mission: TestMission) throws -> Mission {
    try mission.mission().removing(steps: Set(names), catalogue: SampleCatalogue.full)
  }

  @Test(
    "What waited for a removed step starts when it would have",
    arguments: [
      (["upgrade"], "disk", StepStart.after("pause", plus: .seconds(1))),
      (["pause"], "disk", .after("upgrade", plus: .seconds(3))),
      (["upgrade", "pause"], "disk", .at(.seconds(8))),
      (["disk"], "freeze", .after("pause", plus: .seconds(3))),
      (["upgrade", "pause", "disk"], "cut", .at(.seconds(8))),
    ] as [([StepName], StepName, StepStart)])
  func starts(removed: [StepName], step: StepName, start: StepStart) throws {
    let smaller = try Self.without(removed, KeepingTests.chain)
    #expect(smaller.steps.first { $0.name == step }?.start == start)
  }

  @Test("A heal goes with its fault, and may go without it")
  func heals() throws {
    #expect(try !Self.names(Self.without(["disk"], KeepingTests.chain)).contains("heal-disk"))
    let healless = try Self.names(Self.without(["heal-disk"], KeepingTests.chain))
    #expect(healless.contains("disk") && !healless.contains("heal-disk"))
  }

  @Test("What uses a removed step goes with it, and so does what uses that")
  func uses() throws {
    let mission = TestMission(
      steps: """
        - {operate: backup.take, on: head, at: 1s, as: nightly}
        - {operate: operator.old-snapshot, on: slow, taken: nightly, at: 5s, as: restore}
        - {inject: proc.kill, on: slow, after: restore + 1s, for: 3s, as: kill}
        """, truth: "{mechanism: backup.take, location: head}")
    let smaller = try Self.without(["nightly"], mission)
    #expect(Self.names(smaller) == ["kill"])
    #expect(smaller.steps[0].start == .at(.seconds(6)))
    #expect(try Self.names(Self.without(["restore"], mission)) == ["nightly", "kill"])
  }

  @Test("A trigger that others count from stays as a wait of a millisecond")
  func triggers() throws {
    let mission = TestMission(
      steps: """
        - {operate: maintenance.stop, on: slow, when: leader changed within 20s, as: upgrade}
        - {inject: proc.pause, on: head, after: upgrade + 2s, for: 3s, as: late}
        """)
    let smaller = try Self.without(["upgrade"], mission)
    #expect(Self.names(smaller) == ["upgrade", "late"])
    #expect(smaller.steps[0].action == .wait && smaller.steps[0].life == .milliseconds(1))
    #expect(smaller.steps[0].start == .when(.leaderChanged, within: .seconds(20)))
    let again = smaller.removing(steps: ["upgrade"], catalogue: SampleCatalogue.full)
    #expect(again == smaller)
  }

  @Test("The truth is that of a fault that is still there, and says no host that is drawn anew")
  func truth() throws {
    let mission = TestMission(
      steps: """
        - {operate: maintenance.stop, on: slow, at: 1s, as: upgrade}
        - {inject: proc.kill, on: head, at: 2s, for: 3s, as: kill}
        - {inject: proc.pause, on: any, at: 3s, for: 3s, as: freeze}
        - {cue: "A hint", at: 4s}
        """)
    func truth(_ removed: StepName...) throws -> [String] {
      let truth = try Self.without(removed, mission).blue.truth
      return [truth.mechanism, truth.location]
    }
    #expect(try truth("kill") == ["maintenance.stop", "slow"])
    #expect(try truth("upgrade") == ["proc.kill", "head"])
    #expect(try truth("upgrade", "kill") == ["proc.pause", "slow"])
    #expect(try truth("upgrade", "kill", "freeze") == ["none", "slow"])
  }

  @Test(
    "Every subset of the steps is a mission that reads back and resolves",
    arguments: 1..<128 as Range<Int>)
  func subsetsAreMissions(mask: Int) throws {
    let mission = try KeepingTests.chain.mission()
    let left = mission.steps.indices.filter { mask >> $0 & 1 == 0 }
    let removed = left.map { mission.steps[$0].name }
    let smaller = mission.removing(steps: Set(removed), catalogue: SampleCatalogue.full)
    guard !smaller.steps.isEmpty else { return }
    let text = MissionWriter.text(smaller)
    let read = try MissionParser.parse(
      text, file: "sample.yaml", catalogue: SampleCatalogue.full
    ).get()
    #expect(MissionWriterTests.unplaced(read) == MissionWriterTests.unplaced(smaller))
    // No step that is left starts earlier or later than before.
    func times(_ mission: Mission) -> NominalTimes {
      NominalTimes(
        mission.steps.map {
          .init(name: $0.name, start: $0.start, occupies: $0.action == .wait ? $0.life : nil)
        })
    }
    for step in smaller.steps {
      #expect(times(smaller).start(of: step.name) == times(mission).start(of: step.name))
    }
  }
}
