import Readiness
import Testing

@Suite struct GapBoundTests {
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

  @Test("A rate of triggers is a column of its own, and never raises a priority")
  func triggers() {
    let rate = TriggerRate(count: 3, quarters: 2)
    #expect(rate.perQuarter == 1.75)
    #expect(abs(rate.chance - 0.826_226_057) < 1e-9)
    let priority = 4 * Likelihood(count: 6, trials: 6).mean
    #expect(abs(rate.column(beside: priority) - priority * 0.826_226_057) < 1e-8)
    // Never seen in a year is a rate of one in eight quarters, not nothing.
    let never = TriggerRate(count: 0, quarters: 4)
    #expect(never.perQuarter == 0.125 && never.chance > 0)
    var last = 0.0
    for count in 0..<40 {
      let value = TriggerRate(count: count, quarters: 2).column(beside: priority)
      #expect(value > last && value <= priority)
      last = value
    }
  }
}
