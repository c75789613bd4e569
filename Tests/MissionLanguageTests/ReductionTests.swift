import Testing
import Vocabulary

@testable import MissionLanguage

@Suite struct ReductionTests {
  private static func reductions(_ mission: TestMission) throws -> Reductions {
    let mission = try mission.mission()
    return Reductions(mission: mission, original: mission, catalogue: SampleCatalogue.full)
  }

  @Test("Steps are left out in parts of about one size, each with what hangs on it")
  func steps() throws {
    let all = try Self.reductions(KeepingTests.chain)
    #expect(
      all.steps(parts: 2).map(\.words) == [
        "without upgrade, pause, disk, heal-disk", "without heal-disk, freeze, cue, cut",
      ])
    #expect(all.steps(parts: 7).count == 7)
    #expect(all.steps(parts: 7)[2].words == "without disk, heal-disk")
    let single = try Self.reductions(TestMission())
    #expect(single.steps(parts: 1).isEmpty, "a mission without steps is none")
  }

  @Test("Hosts are taken out of lists, and roles become smaller ones")
  func targets() throws {
    var mission = TestMission(
      targets: "{head: leader, slow: follower, some: all}",
      steps: """
        - {inject: net.cut, between: "head, n1", and: "slow, n2, n3", at: 1s, for: 3s, as: cut}
        - {inject: proc.kill, on: minority, at: 2s, for: 3s, as: kill}
        - {operate: maintenance.stop, on: slow, at: 2s}
        """)
    let three = try Self.reductions(mission).targets.map(\.words)
    #expect(
      three == [
        "some majority instead of all", "cut between n1 instead of head, n1",
        "cut between head instead of head, n1", "cut and n2, n3 instead of slow, n2, n3",
        "cut and slow, n3 instead of slow, n2, n3", "cut and slow, n2 instead of slow, n2, n3",
      ])
    mission.hosts = 5
    #expect(
      try Self.reductions(mission).targets.map(\.words).contains("kill on any instead of minority"))
  }

  @Test("A smaller role is a part of the same hosts", arguments: 0..<50 as Range<UInt64>)
  func nested(seed: UInt64) throws {
    var hosts: [[HostName]] = []
    for role in ["all", "majority", "minority", "any"] {
      let mission = TestMission(
        hosts: 5, steps: "- {inject: proc.kill, on: \(role), at: 2s, for: 3s, as: kill}",
        truth: "{mechanism: proc.kill, location: head}")
      let plan = try PlanResolver.resolve(
        mission.mission(), missionSha256: "", seed: seed, topology: SampleCatalogue.topology(5),
        mode: .rehearsal, catalogue: SampleCatalogue.full, file: "sample.yaml"
      ).get()
      hosts.append(plan.steps[0].hosts)
    }
    for (larger, smaller) in zip(hosts, hosts.dropFirst()) {
      #expect(Set(smaller).isStrictSubset(of: larger))
    }
  }

  @Test("Lives, waits, distances and what makes a fault milder are halved")
  func lengths() throws {
    let words = try Self.reductions(
      TestMission(
        steps: """
          - {inject: disk.slow, on: slow, fsync: 800ms, at: 5s, for: 20s, as: slow-disk}
          - {wait: 3s, as: pause}
          - {inject: net.delay, on: slow, delay: 2ms, rate: 1mbit/s, after: pause + 4s, for: 1s}
          - {inject: clock.step, on: slow, offset: -90s, times: 3, for: 5s, as: back}
          """, truth: "{mechanism: disk.slow, location: slow}")
    ).lengths.map(\.words)
    #expect(
      words == [
        "slow-disk for 10s instead of 20s", "slow-disk fsync 400ms instead of 800ms",
        "pause for 1500ms instead of 3s", "net-delay after pause + 2s instead of 4s",
        "net-delay delay 1ms instead of 2ms", "back for 2500ms instead of 5s",
        "back offset -45s instead of -90s",
      ])
  }

  @Test("Nothing is halved more than four times, below a second, or out of its bounds")
  func floors() throws {
    let mission = TestMission(
      steps: """
        - {inject: disk.slow, on: slow, fsync: 800ms, at: 5s, for: 40s, as: slow-disk}
        - {inject: net.delay, on: slow, delay: 3ms, at: 6s, for: 3s, as: late}
        """, window: "60s", truth: "{mechanism: disk.slow, location: slow}")
    let original = try mission.mission()
    var current = original
    var words: [String] = []
    while let next = Reductions(
      mission: current, original: original, catalogue: SampleCatalogue.full
    ).lengths.first {
      words.append(next.words)
      current = next.mission
      try #require(words.count < 50)
    }
    #expect(current.steps[0].life == .milliseconds(2500))
    #expect(current.steps[0].parameters["fsync"] == .duration(.milliseconds(50)))
    #expect(current.steps[1].life == .milliseconds(1500))
    #expect(current.steps[1].parameters["delay"] == .duration(.milliseconds(1)))
  }

  @Test("The quiet before the first step is no longer than it was at first")
  func earlier() throws {
    let mission = try TestMission(
      steps: """
        - {operate: maintenance.stop, on: slow, at: 5s, as: upgrade}
        - {inject: proc.kill, on: head, at: 12s, for: 1s, as: kill}
        - {inject: proc.pause, on: head, at: 15s, for: 1s, as: freeze}
        """
    ).mission()
    let smaller = mission.removing(steps: ["upgrade"], catalogue: SampleCatalogue.full)
    let all = Reductions(
      mission: smaller, original: mission, catalogue: SampleCatalogue.full
    ).lengths
    #expect(all.map(\.words) == ["first step at 5s instead of 12s"])
    #expect(all[0].mission.steps.map(\.start) == [.at(.seconds(5)), .at(.seconds(8))])
  }

  @Test("Of every quantity of every fault it is said whether less of it is milder")
  func magnitudes() {
    #expect(Magnitudes.milder.isDisjoint(with: Magnitudes.others))
    var known: Set<String> = []
    for signature in TestFiles.catalogue.signatures.values {
      for parameter in signature.parameters where parameter.type.isQuantity {
        known.insert("\(signature.kind) \(parameter.name)")
      }
    }
    #expect(known == Magnitudes.milder.union(Magnitudes.others))
  }
}
