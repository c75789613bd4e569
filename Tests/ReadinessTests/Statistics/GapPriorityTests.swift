import Readiness
import Testing

@Suite struct GapPriorityTests {
  @Test(
    "Without a failure the exact upper bound is that of the table",
    arguments: [(1, 0.95), (3, 0.63), (6, 0.39), (10, 0.26), (14, 0.19)])
  func upper(trials: Int, bound: Double) {
    #expect(abs(Likelihood(count: 0, trials: trials).exactUpper() - bound) < 0.005)
  }

  @Test(
    "The closed form is the beta quantile, and at the bound so few failures have a chance of 5 %")
  func clopperPearson() {
    for trials in 1...14 {
      let closed = Likelihood(count: 0, trials: trials).exactUpper()
      #expect(abs(closed - IncompleteBeta.inverse(0.95, a: 1, b: Double(trials))) < 1e-9)
      // (1 − p)ⁿ: so rarely would no trial fail.
      let silent = (0..<trials).reduce(1.0) { chance, _ in chance * (1 - closed) }
      #expect(abs(silent - 0.05) < 1e-9)
    }
    #expect(Likelihood(count: 0, trials: 0).exactUpper() == 1)
    #expect(Likelihood(count: 3, trials: 3).exactUpper() == 1)
    // P(X ≤ 1) of four trials at the bound is 5 %.
    let p = Likelihood(count: 1, trials: 4).exactUpper()
    let q = 1 - p
    #expect(abs(q * q * q * q + 4 * p * q * q * q - 0.05) < 1e-9)
  }

  @Test("A bound falls with every trial that did not fail, and rises with every one that did")
  func monotone() {
    for trials in 1...13 {
      let upper = Likelihood(count: 0, trials: trials).exactUpper()
      #expect(Likelihood(count: 0, trials: trials + 1).exactUpper() < upper)
      #expect(Likelihood(count: 1, trials: trials + 1).exactUpper() > upper)
      for count in 0..<trials {
        let (less, more) = (
          Likelihood(count: count, trials: trials), Likelihood(count: count + 1, trials: trials)
        )
        #expect(less.mean < more.mean && less.exactUpper() < more.exactUpper())
        #expect((0...1).contains(less.mean) && (0...1).contains(less.exactUpper()))
      }
    }
  }

  @Test("Six trials without a failure verify a gap, five do not, and one failure never does")
  func verified() {
    #expect(Likelihood(count: 0, trials: 6).isVerified())
    #expect(!Likelihood(count: 0, trials: 5).isVerified())
    #expect(!Likelihood(count: 1, trials: 100).isVerified())
    #expect(!Likelihood(count: 0, trials: 0).isVerified())
  }

  @Test("Priority is blast times likelihood, and says both")
  func priority() {
    let worst = GapPriority(blast: 4, likelihood: Likelihood(count: 6, trials: 6))
    #expect(abs(worst.value - 4 * 6.5 / 7) < 1e-12)
    #expect(worst.words == "B 4 × 0.93 (6/6)")
    #expect(GapPriority(blast: 5, likelihood: Likelihood(count: 0, trials: 0)).value == 2.5)
  }

  @Test("The order is by product, then by its lower bound, then by blast; equals leave it to age")
  func order() {
    func gap(_ blast: Int, _ count: Int, _ trials: Int) -> GapPriority {
      .init(blast: blast, likelihood: Likelihood(count: count, trials: trials))
    }
    #expect(gap(4, 6, 6).comes(before: gap(5, 2, 4)))
    #expect(!gap(5, 2, 4).comes(before: gap(4, 6, 6)))
    // 3 × 1/2 each; ten trials bound it more narrowly than two.
    #expect(gap(3, 5, 10).comes(before: gap(3, 1, 2)))
    // 2 × 3/4 and 4 × 3/8 are both 1.5: 2 × 0.351 stands above 4 × 0.102.
    #expect(gap(2, 1, 1).comes(before: gap(4, 1, 3)))
    #expect(!gap(4, 1, 3).comes(before: gap(2, 1, 1)))
    // 3 × 1/4 and 1 × 3/4: without a success the lower bound is 0, so 1 × 0.351 comes first.
    #expect(gap(1, 1, 1).comes(before: gap(3, 0, 1)))
    // Never seen, 2 × 1/4 and 4 × 1/8: both lower bounds are 0, so the wider blast comes first.
    #expect(gap(4, 0, 3).comes(before: gap(2, 0, 1)))
    let same = gap(3, 1, 2)
    #expect(!same.comes(before: same))
  }

  @Test("A rate of triggers is a column of its own, and never raises a priority")
  func triggers() {
    let rate = TriggerRate(count: 3, quarters: 2)
    #expect(rate.perQuarter == 1.75)
    #expect(abs(rate.chance - 0.826_226_057) < 1e-9)
    let gap = GapPriority(blast: 4, likelihood: Likelihood(count: 6, trials: 6))
    #expect(abs(gap.value(triggeredBy: rate) - gap.value * rate.chance) < 1e-12)
    // Never seen in a year is a rate of one in eight quarters, not nothing.
    let never = TriggerRate(count: 0, quarters: 4)
    #expect(never.perQuarter == 0.125 && never.chance > 0)
    var last = 0.0
    for count in 0..<40 {
      let value = gap.value(triggeredBy: TriggerRate(count: count, quarters: 2))
      #expect(value > last && value <= gap.value)
      last = value
    }
  }
}
