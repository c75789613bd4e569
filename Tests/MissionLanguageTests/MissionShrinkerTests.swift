import Foundation
import Testing
import Vocabulary

@testable import MissionLanguage

@Suite struct MissionShrinkerTests {
  @Test(
    "Of a failure that needs some of the steps exactly those are left",
    arguments: 0..<30 as Range<UInt64>)
  func needed(seed: UInt64) throws {
    var random = SeededRandom(seed: seed, purpose: "needed")
    let count = 1 + random.below(9)
    let needed = 1 + random.below((1 << count) - 1)
    let oracle = ShrinkOracle(mission: try ShrinkOracle.mission(steps: count)) {
      ShrinkOracle.mask($0.mission) & needed == needed ? .failed : .held
    }
    let (shrinker, trials) = oracle.play()
    #expect(ShrinkOracle.mask(shrinker.smallest) == needed)
    #expect(shrinker.end == .complete && shrinker.minimalIn == [.steps])
    #expect(shrinker.confirmation == .init(failed: 1, trials: 1, isConfirmed: true))
    #expect(trials <= count * count + 3 * count + 2, "Zeller's bound, and two for the frame")
  }

  @Test(
    "Of any failure, however it depends on the steps, what is left is minimal by a naive search",
    arguments: 0..<60 as Range<UInt64>)
  func naive(seed: UInt64) throws {
    var random = SeededRandom(seed: seed, purpose: "naive")
    let count = 2 + random.below(5)
    let all = (1 << count) - 1
    let share = [0.15, 0.4, 0.7][random.below(3)]
    var fails = (0...all).map { _ in random.unit() < share }
    fails[all] = true
    let oracle = ShrinkOracle(mission: try ShrinkOracle.mission(steps: count)) {
      fails[ShrinkOracle.mask($0.mission)] ? .failed : .held
    }
    let found = ShrinkOracle.mask(oracle.play().shrinker.smallest)
    // Naively: all sets that fail and of which no single step can be left out.
    let minimal = (1...all).filter { mask in
      fails[mask]
        && (0..<count).allSatisfy { bit in
          let smaller = mask & ~(1 << bit)
          return mask == smaller || smaller == 0 || !fails[smaller]
        }
    }
    #expect(minimal.contains(found), "seed \(seed): \(found) is not among \(minimal)")
  }

  @Test("The mission of quorum erosion loses two irrelevant steps and nothing else")
  func quorumErosion() throws {
    let mission = try TestMission(
      targets: "{head: leader, upgraded: follower, slow: other follower}",
      steps: """
        - {operate: maintenance.stop, on: upgraded, at: 5s, as: upgrade}
        - {inject: proc.pause, on: head, after: upgrade + 1s, for: 500ms, as: hiccup}
        - {inject: disk.slow, on: slow, fsync: 1s, after: hiccup + 2s, for: 20s, as: slow-disk}
        - {cue: "A hint", after: slow-disk + 2s, as: hint}
        """, truth: "{mechanism: disk.slow, location: slow}"
    ).mission()
    let oracle = ShrinkOracle(mission: mission, rule: TrialRule(trials: 3)) { candidate in
      let names = Set(candidate.mission.steps.map(\.name))
      return names.isSuperset(of: ["upgrade", "slow-disk"]) ? .failed : .held
    }
    let (shrinker, trials) = oracle.play()
    #expect(shrinker.smallest.steps.map(\.name) == ["upgrade", "slow-disk"])
    #expect(shrinker.smallest.steps[1].start == .after("upgrade", plus: .seconds(3)))
    #expect(shrinker.dropped == ["without hiccup", "without hint"])
    #expect(trials <= 17)
  }

  @Test("The mission that is there to be shrunk is the compound of two of its steps")
  func diluted() throws {
    let url = TestFiles.missions.appendingPathComponent("diluted/etcd-diluted-erosion.yaml")
    let mission = try TestFiles.mission(url)
    var shrinker = MissionShrinker(
      mission, rule: TrialRule(trials: 3), catalogue: TestFiles.catalogue, parts: [.steps],
      digest: ShrinkOracle.digest)
    while let candidate = shrinker.next() {
      let read = try MissionParser.parse(
        candidate.text, file: "\(mission.name).yaml", catalogue: TestFiles.catalogue
      ).get()
      let plan = try TestFiles.plan(read, seed: 1)
      let names = Set(plan.steps.map(\.name))
      shrinker.note(names.isSuperset(of: ["upgrade", "slow-disk"]) ? .failed : .held)
    }
    let names = shrinker.smallest.steps.map(\.name)
    #expect(names == ["upgrade", "slow-disk"])
    #expect(shrinker.smallest.steps[1].start == .after("upgrade", plus: .seconds(2)))
    // Whatever the seed, what is left acts on the hosts that it acted on before.
    for seed in 0..<20 as Range<UInt64> {
      let before = try TestFiles.plan(mission, seed: seed)
      let after = try TestFiles.plan(shrinker.smallest, seed: seed)
      #expect(before.hosts == after.hosts)
      let kept = before.steps.filter { names.contains($0.name) }
      #expect(kept.map(\.hosts) == after.steps.map(\.hosts))
    }
  }

  @Test("Hosts and lengths are made smaller while it fails, and steps are looked at once more")
  func allParts() throws {
    let mission = try TestMission(
      steps: """
        - {inject: proc.kill, on: "n1, n2, n3", at: 2s, for: 16s, as: kill}
        - {inject: disk.slow, on: slow, fsync: 800ms, at: 3s, for: 8s, as: slow-disk}
        """, truth: "{mechanism: proc.kill, location: slow}"
    ).mission()
    // While the kill is long, the slow disk is needed; once it is short, it is not.
    let oracle = ShrinkOracle(mission: mission, parts: Set(ShrinkPart.allCases)) { candidate in
      let steps = candidate.mission.steps
      guard let kill = steps.first(where: { $0.name == "kill" }), let life = kill.life,
        life >= .seconds(4), kill.targets["on"]?.contains("n2") == true
      else { return .held }
      return steps.count == 2 || life < .seconds(8) ? .failed : .held
    }
    let shrinker = oracle.play().shrinker
    #expect(shrinker.smallest.steps.map(\.name) == ["kill"])
    #expect(shrinker.smallest.steps[0].life == .seconds(4))
    #expect(shrinker.smallest.steps[0].targets == ["on": "n2"])
    #expect(shrinker.minimalIn == ShrinkPart.allCases)
    let text = MissionWriter.text(shrinker.smallest)
    #expect(shrinker.attempts.last?.digest == String(ShrinkOracle.digest(text).prefix(12)))
  }

  @Test("No text is tried twice, and each is smaller than the mission")
  func noRepeats() throws {
    let mission = try ShrinkOracle.mission(steps: 7)
    let oracle = ShrinkOracle(mission: mission, parts: Set(ShrinkPart.allCases)) {
      ShrinkOracle.mask($0.mission) & 0b0100110 == 0b0100110 ? .failed : .held
    }
    let attempts = oracle.play().shrinker.attempts.dropLast()
    #expect(Set(attempts.map(\.digest)).count == attempts.count)
  }
}
