import Testing
import Vocabulary

@testable import MissionLanguage

/// Failures that come and go, exercises that are invalid, searches that are cut short.
@Suite struct ShrinkTrialsTests {
  private static let needed = 0b001010

  /// How often a search over six steps, of which two are needed, finds exactly those two.
  private static func found(trials: Int, fails: Double, elsewhere: Double) throws -> Double {
    let mission = try ShrinkOracle.mission(steps: 6)
    var hits = 0
    for seed in 0..<300 as Range<UInt64> {
      var random = SeededRandom(seed: seed, purpose: "noise \(trials)")
      let oracle = ShrinkOracle(mission: mission, rule: TrialRule(trials: trials)) {
        let isThere = ShrinkOracle.mask($0.mission) & needed == needed
        return random.unit() < (isThere ? fails : elsewhere) ? .failed : .held
      }
      let shrinker = oracle.play().shrinker
      let isRight = ShrinkOracle.mask(shrinker.smallest) == needed
      if isRight, shrinker.confirmation?.isConfirmed == true { hits += 1 }
    }
    return Double(hits) / 300
  }

  @Test("A failure that shows itself in 19 of 20 trials is shrunk rightly, by the rule's own bound")
  func noisy() throws {
    let rule = TrialRule(trials: 3)
    let error = 1 - rule.chance(failing: 0.95)
    // Some fourteen candidates, each of which may be taken or refused wrongly, and a confirmation.
    #expect(try Self.found(trials: 3, fails: 0.95, elsewhere: 0.05) >= 1 - 16 * error - 0.05)
    #expect(try Self.found(trials: 5, fails: 0.95, elsewhere: 0.05) >= 0.95)
  }

  @Test("One trial a candidate is led astray by the same noise: the control")
  func control() throws {
    // What fresh seeds refuse is given back and the search goes on, so noise costs less than its
    // chance; the bar of the test above is missed all the same.
    let one = try Self.found(trials: 1, fails: 0.95, elsewhere: 0.05)
    #expect(one < 0.9)
    let five = try Self.found(trials: 5, fails: 0.95, elsewhere: 0.05)
    #expect(1 - one > 2 * (1 - five))
  }

  @Test("What was taken by chance is given back when fresh seeds do not confirm it")
  func givenBack() throws {
    // One fluke: a step that is needed is left out on the seeds of the search.
    let oracle = ShrinkOracle(
      mission: try ShrinkOracle.mission(steps: 3), rule: TrialRule(trials: 3)
    ) { candidate in
      let mask = ShrinkOracle.mask(candidate.mission)
      if !candidate.isConfirmation, mask == 0b100 { return .failed }
      return mask & 0b110 == 0b110 ? .failed : .held
    }
    let shrinker = oracle.play().shrinker
    #expect(ShrinkOracle.mask(shrinker.smallest) == 0b110)
    #expect(shrinker.confirmation == .init(failed: 3, trials: 3, isConfirmed: true))
    #expect(shrinker.minimalIn == [.steps], "the search went on from what was given back")
    #expect(shrinker.attempts.map(\.decision).filter { $0 == .fails }.count == 4)
  }

  @Test("A mission that does not fail, or not often enough, is not shrunk")
  func notReproduced() throws {
    for failing in [0, 1] {
      let oracle = ShrinkOracle(
        mission: try ShrinkOracle.mission(steps: 3), rule: TrialRule(trials: 3)
      ) { $0.trial < failing ? .failed : .held }
      let (shrinker, trials) = oracle.play()
      #expect(shrinker.end == .notReproduced && shrinker.confirmation == nil)
      #expect(trials == 2 + failing)
      #expect(shrinker.smallest == shrinker.original)
    }
  }

  @Test("An invalid exercise is no trial: it is repeated on the next seed")
  func invalid() throws {
    var seeds: [UInt64] = []
    let oracle = ShrinkOracle(
      mission: try ShrinkOracle.mission(steps: 1), rule: TrialRule(trials: 3)
    ) { candidate in
      seeds.append(candidate.seedOffset)
      return candidate.trial == 1 ? .invalid("unproved") : .failed
    }
    let shrinker = oracle.play().shrinker
    #expect(seeds == [0, 1, 2, 1000, 1001, 1002, 1003])
    #expect(shrinker.attempts.map(\.invalid) == [["unproved"], ["unproved"]])
    #expect(shrinker.attempts.map { [$0.failed, $0.held] } == [[2, 0], [3, 0]])
  }

  @Test("A candidate without valid exercises, or that is no mission, is kept out of the result")
  func unjudged() throws {
    let oracle = ShrinkOracle(
      mission: try ShrinkOracle.mission(steps: 3), rule: TrialRule(trials: 3)
    ) { candidate in
      switch ShrinkOracle.mask(candidate.mission) {
      case 0b110: .invalid("unproved")
      case 0b101: .refused("no such host")
      default: .failed
      }
    }
    let shrinker = oracle.play().shrinker
    let decisions = shrinker.attempts.map(\.decision)
    #expect(decisions.prefix(4) == [.fails, .unjudged, .refused, .fails])
    #expect(shrinker.attempts[1].invalid.count == 3 && shrinker.attempts[2].invalid.count == 1)
    #expect(shrinker.smallest.steps.count == 1)
  }

  @Test("A mission that gives no valid exercise at all ends the search")
  func nothingValid() throws {
    let oracle = ShrinkOracle(
      mission: try ShrinkOracle.mission(steps: 3), rule: TrialRule(trials: 3)
    ) { _ in .invalid("unproved") }
    let (shrinker, trials) = oracle.play()
    #expect(shrinker.end == .unjudged && trials == 3)
  }

  @Test("When time is over the smallest so far is confirmed, and said not to be proved minimal")
  func budget() throws {
    var oracle = ShrinkOracle(
      mission: try ShrinkOracle.mission(steps: 6), rule: TrialRule(trials: 3)
    ) { ShrinkOracle.mask($0.mission) & Self.needed == Self.needed ? .failed : .held }
    oracle.interfere = { shrinker, trials in if trials >= 9 { shrinker.hurry() } }
    let (shrinker, trials) = oracle.play()
    #expect(shrinker.end == .budget && shrinker.minimalIn.isEmpty)
    #expect(trials == 12 && shrinker.confirmation?.isConfirmed == true)
    #expect(ShrinkOracle.mask(shrinker.smallest) & Self.needed == Self.needed)
  }

  @Test("A search goes on where it was interrupted: the same results give the same candidates")
  func resumed() throws {
    let mission = try ShrinkOracle.mission(steps: 6)
    func result(_ candidate: ShrinkCandidate) -> MissionShrinker.Result {
      ShrinkOracle.mask(candidate.mission) & Self.needed == Self.needed ? .failed : .held
    }
    var asked: [String] = []
    let whole = ShrinkOracle(mission: mission, rule: TrialRule(trials: 3)) {
      asked.append("\($0.digest) \($0.seedOffset)")
      return result($0)
    }
    let (shrinker, trials) = whole.play()
    #expect(asked.count == trials)
    for stop in 0..<trials {
      var again: [String] = []
      var cut = ShrinkOracle(mission: mission, rule: TrialRule(trials: 3)) {
        again.append("\($0.digest) \($0.seedOffset)")
        return result($0)
      }
      cut.interfere = { shrinker, trials in if trials == stop { shrinker.interrupt() } }
      #expect(cut.play().shrinker.end == .interrupted)
      #expect(again == Array(asked.prefix(stop)))
    }
    #expect(shrinker.end == .complete)
  }
}
