import MissionLanguage
import Testing
import Vocabulary

@Suite struct ResolutionTests {
  static func links(_ keys: String, seed: UInt64, hosts: Int = 3) throws -> (
    plan: Plan, step: PlannedStep
  ) {
    let plan = try TestMission(
      hosts: hosts, targets: "{head: leader, slow: follower, third: other follower}",
      steps: "- {inject: net.cut, \(keys), for: 3s, as: cut}",
      truth: "{mechanism: net.cut, location: slow}"
    ).plan(seed: seed)
    return (plan, plan.steps[0])
  }

  @Test("The forms of a cut give the right directions", arguments: 0..<20 as Range<UInt64>)
  func cuts(seed: UInt64) throws {
    let oneWay = try Self.links("from: head, to: slow, one-way: true", seed: seed)
    let head = try #require(oneWay.plan.targets["head"]?.first)
    let slow = try #require(oneWay.plan.targets["slow"]?.first)
    let third = try #require(oneWay.plan.targets["third"]?.first)
    #expect(oneWay.step.links == [Link(from: head, to: slow)])
    #expect(Set(oneWay.step.hosts) == [head, slow])
    let both = Set([Link(from: head, to: slow), Link(from: slow, to: head)])
    #expect(Set(try Self.links("from: head, to: slow", seed: seed).step.links) == both)
    #expect(Set(try Self.links("between: head, and: slow", seed: seed).step.links) == both)
    let deaf = try Self.links("on: slow, mode: deaf", seed: seed).step
    #expect(Set(deaf.links) == [Link(from: head, to: slow), Link(from: third, to: slow)])
    #expect(deaf.hosts == [slow])
    let mute = try Self.links("on: slow, mode: mute", seed: seed).step
    #expect(Set(mute.links) == [Link(from: slow, to: head), Link(from: slow, to: third)])
    #expect(try Self.links("on: slow", seed: seed).step.links.count == 4)
    let others = try Self.links("from: slow, to: others, one-way: true", seed: seed).step
    #expect(Set(others.links) == Set(mute.links))
    let toOthers = try Self.links("from: others, to: slow, one-way: true", seed: seed).step
    #expect(Set(toOthers.links) == Set(deaf.links))
  }

  @Test("Minority and majority have the right sizes", arguments: [3, 4, 5, 7])
  func sizes(hosts: Int) throws {
    let plan = try TestMission(
      hosts: hosts, targets: "{few: minority, many: majority, every: all, slow: n1}"
    ).plan(seed: 4)
    #expect(plan.targets["few"]?.count == (hosts - 1) / 2)
    #expect(plan.targets["many"]?.count == hosts / 2 + 1)
    #expect(plan.targets["every"]?.count == hosts)
  }

  @Test("A further binding or step does not shift what the others draw")
  func drawsAreIndependent() throws {
    for seed in 0..<40 as Range<UInt64> {
      let plain = try TestMission(hosts: 5).plan(seed: seed)
      let more = try TestMission(
        hosts: 5, targets: "{head: leader, slow: follower, rest: minority}",
        steps: "- {operate: maintenance.start, on: any}\n- {operate: maintenance.stop, on: slow}"
      ).plan(seed: seed)
      #expect(plain.hosts == more.hosts && plain.targets["slow"] == more.targets["slow"])
    }
  }

  @Test("A capability that is lacking is refused by name")
  func capabilities() throws {
    let mission = try TestMission().mission()
    let topology = Topology(hosts: ["n1", "n2", "n3"], capabilities: [.fuse])
    #expect(throws: MissionErrors.self) {
      try TestFiles.plan(mission, seed: 1, topology: topology)
    }
    #expect(throws: MissionErrors.self) {
      try TestFiles.plan(mission, seed: 1, topology: SampleCatalogue.topology(5))
    }
  }

  @Test("Steps without a start follow each other, and get names of their kind")
  func defaults() throws {
    let mission = try TestMission(
      steps: """
        - {operate: maintenance.stop, on: slow}
        - {operate: maintenance.stop, on: head}
        - {cue: Hello}
        - {operate: maintenance.start, on: slow, as: back}
        """
    ).mission()
    #expect(mission.steps.map(\.name) == ["maintenance-stop", "maintenance-stop-2", "cue", "back"])
    #expect(
      mission.steps.map(\.start) == [
        .at(.zero), .after("maintenance-stop", plus: .zero),
        .after("maintenance-stop-2", plus: .zero), .after("cue", plus: .zero),
      ])
    #expect(mission.workload.clients == 8 && mission.workload.ratePerS == nil)
    #expect(mission.limits.leaseNs == .seconds(10) && mission.ablation.repeats == 5)
    #expect(mission.liveBudget.windowNs == .seconds(10_800))
  }

  @Test("A mission without a fault is a sham, and says so in its truth")
  func sham() throws {
    let sham = TestMission(
      steps: "- {cue: The dashboards are slow today, at: 5s}",
      truth: "{mechanism: none, location: all}")
    let plan = try sham.plan()
    #expect(plan.blue.truth.location == "n1, n2, n3" && plan.ablatableSteps.isEmpty)
    var lie = sham
    lie.truth = "{mechanism: disk.slow, location: all}"
    #expect(lie.errors().count == 1)
  }
}
