import Testing
import Vocabulary

@testable import MissionLanguage

@Suite struct KeepingTests {
  static let chain = TestMission(
    steps: """
      - {operate: maintenance.stop, on: slow, at: 5s, as: upgrade}
      - {wait: 2s, as: pause}
      - {inject: disk.slow, on: head, fsync: 1s, after: pause + 1s, for: 10s, as: disk}
      - {heal: disk, after: disk + 4s}
      - {inject: proc.pause, on: head, after: disk + 2s, for: 3s, as: freeze}
      - {cue: "A hint", at: 9s}
      - {inject: net.cut, on: slow, when: disk effective within 5s, for: 3s, as: cut}
      """)

  @Test(
    "A kept step starts at the same nominal offset whatever is dropped",
    arguments: [
      (
        ["disk"],
        [("disk", StepStart.at(.seconds(8))), ("heal-disk", .after("disk", plus: .seconds(4)))]
      ),
      (["freeze"], [("freeze", .at(.seconds(10)))]),
      (["cut"], [("cut", .at(.seconds(8)))]),
      (
        ["upgrade", "freeze"],
        [("upgrade", .at(.seconds(5))), ("freeze", .after("upgrade", plus: .seconds(5)))]
      ),
      ([], []),
    ] as [([StepName], [(StepName, StepStart)])])
  func sameOffsets(kept: [StepName], expected: [(StepName, StepStart)]) throws {
    let plan = try Self.chain.plan().keeping(steps: Set(kept))
    #expect(plan.steps.map(\.name) == expected.map(\.0))
    #expect(plan.steps.map(\.start) == expected.map(\.1))
  }

  @Test("Hosts and everything beside the steps stay as they were")
  func restStays() throws {
    let plan = try Self.chain.plan(seed: 9)
    let part = plan.keeping(steps: ["cut"])
    #expect(part.hosts == plan.hosts && part.targets == plan.targets && part.blue == plan.blue)
    #expect(part.steps[0].hosts == plan.steps.first { $0.name == "cut" }?.hosts)
    #expect(part.steps[0].links == plan.steps.first { $0.name == "cut" }?.links)
  }

  @Test("A heal goes with its fault and stays with it")
  func healsFollowFaults() throws {
    let plan = try Self.chain.plan()
    #expect(plan.steps.first { $0.name == "disk" }?.cure == "heal-disk")
    #expect(plan.keeping(steps: ["heal-disk", "freeze"]).steps.map(\.name) == ["freeze"])
    #expect(plan.keeping(steps: ["disk"]).steps.map(\.verb) == [.inject, .heal])
  }

  @Test("The trigger of a dropped step is kept for the steps that count from it")
  func triggersStay() throws {
    let mission = TestMission(
      steps: """
        - {operate: maintenance.stop, on: slow, when: leader changed within 20s, as: upgrade}
        - {inject: proc.pause, on: head, after: upgrade + 2s, for: 3s, as: late}
        - {inject: proc.kill, on: head, after: upgrade, for: 3s, as: now}
        """)
    let plan = try mission.plan()
    let late = plan.keeping(steps: ["late"])
    #expect(late.steps.map(\.name) == ["upgrade", "late"])
    #expect(late.steps[0].verb == .wait && late.steps[0].hosts.isEmpty)
    #expect(late.steps[0].start == .when(.leaderChanged, within: .seconds(20)))
    let now = plan.keeping(steps: ["now"])
    #expect(now.steps.map(\.start) == [.when(.leaderChanged, within: .seconds(20))])
  }

  @Test("Only faults and operations are compared in an ablation")
  func ablatable() throws {
    #expect(try Self.chain.plan().ablatableSteps == ["upgrade", "disk", "freeze", "cut"])
  }

  static func times(_ plan: Plan) -> NominalTimes {
    NominalTimes(plan.steps.map { .init(name: $0.name, start: $0.start, occupies: $0.occupies) })
  }

  @Test(
    "Over random plans and all their subsets, no kept step moves", arguments: 0..<60 as Range<Int>)
  func nothingMoves(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed), purpose: "plans")
    var plan = try TestMission().plan()
    let step = plan.steps[0]
    plan.steps = []
    for index in 0..<6 {
      var next = step
      next.name = StepName(rawValue: "s\(index)")
      next.verb = random.below(4) == 0 ? .wait : .inject
      next.lifeNs = .seconds(1 + random.below(5))
      let earlier = StepName(rawValue: "s\(random.below(max(1, index)))")
      next.start =
        switch index == 0 ? 0 : random.below(4) {
        case 0: .at(.seconds(random.below(20)))
        case 1: .when(.stepEffective(earlier), within: .seconds(9))
        case 2: random.below(3) == 0 ? .when(.noLeader, within: .seconds(9)) : .at(.seconds(1))
        default: .after(earlier, plus: .seconds(random.below(4)))
        }
      plan.steps.append(next)
    }
    let before = Self.times(plan)
    let names = plan.steps.map(\.name)
    for mask in 0..<64 {
      let kept = Set(names.indices.filter { mask >> $0 & 1 == 1 }.map { names[$0] })
      let part = plan.keeping(steps: kept)
      let after = Self.times(part)
      for step in part.steps where step.verb == .inject {
        let old = try #require(before.start(of: step.name))
        let new = try #require(after.start(of: step.name))
        // A step may hold a trigger itself that it waited for before; the delay behind it is equal.
        #expect(new.offset == old.offset && (new.trigger == nil) == (old.trigger == nil))
      }
      let wanted = plan.steps.filter { $0.verb == .inject && kept.contains($0.name) }.map(\.name)
      #expect(part.steps.filter { $0.verb == .inject }.map(\.name) == wanted)
    }
  }
}
