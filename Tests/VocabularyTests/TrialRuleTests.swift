import Testing
import Vocabulary

@Suite struct TrialRuleTests {
  @Test(
    "More than half of the trials must fail",
    arguments: [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (7, 4)])
  func majority(trials: Int, needed: Int) {
    #expect(TrialRule(trials: trials) == TrialRule(needed: needed, trials: trials))
  }

  @Test("Trials stop as soon as none that is left can change the decision, and not before")
  func curtailed() {
    for trials in 1...7 {
      for needed in 1...trials {
        let rule = TrialRule(needed: needed, trials: trials)
        for failed in 0...trials {
          for held in 0...(trials - failed) {
            let left = trials - failed - held
            let canFail = failed + left >= needed
            let mustFail = failed >= needed
            let expected: TrialRule.Decision? = mustFail ? .fails : canFail ? nil : .holds
            #expect(rule.decision(failed: failed, held: held) == expected)
          }
        }
      }
    }
  }

  @Test(
    "The error rates are those of the table in the documents",
    arguments: [
      (1, 0.9, 0.9), (3, 0.9, 0.972), (5, 0.9, 0.991), (3, 0.95, 0.993), (1, 0.1, 0.1),
      (3, 0.1, 0.028), (5, 0.1, 0.009), (3, 0.05, 0.007), (3, 0.5, 0.5),
    ])
  func errorRates(trials: Int, probability: Double, chance: Double) {
    let found = TrialRule(trials: trials).chance(failing: probability)
    #expect(abs(found - chance) < 0.0006)
  }

  @Test("Playing the rule out trial by trial errs as often as the formula says")
  func playedOut() {
    var random = SeededRandom(seed: 4, purpose: "trials")
    for (rule, probability) in [
      (TrialRule(trials: 3), 0.8), (TrialRule(trials: 5), 0.3),
      (TrialRule(needed: 1, trials: 4), 0.2),
    ] {
      var fails = 0
      for _ in 0..<20_000 {
        var (failed, held) = (0, 0)
        while rule.decision(failed: failed, held: held) == nil {
          if random.unit() < probability { failed += 1 } else { held += 1 }
        }
        if rule.decision(failed: failed, held: held) == .fails { fails += 1 }
      }
      #expect(abs(Double(fails) / 20_000 - rule.chance(failing: probability)) < 0.015)
    }
  }
}
