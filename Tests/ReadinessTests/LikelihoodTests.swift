import Readiness
import Testing

@Suite struct LikelihoodTests {
  struct Row: Sendable {
    var k: Int
    var n: Int
    var mean: Double
    var jeffreys80: (Double, Double)
    var jeffreys95: (Double, Double)
    var wilson95: (Double, Double)

    init(
      _ k: Int, _ n: Int, mean: Double, _ jeffreys80: (Double, Double),
      _ jeffreys95: (Double, Double), _ wilson95: (Double, Double)
    ) {
      (self.k, self.n, self.mean) = (k, n, mean)
      (self.jeffreys80, self.jeffreys95, self.wilson95) = (jeffreys80, jeffreys95, wilson95)
    }
  }

  static let rows = [
    Row(0, 1, mean: 0.250, (0, 0.649), (0, 0.853), (0, 0.793)),
    Row(1, 1, mean: 0.750, (0.351, 1), (0.147, 1), (0.207, 1)),
    Row(1, 3, mean: 0.375, (0.102, 0.685), (0.039, 0.823), (0.061, 0.792)),
    Row(3, 3, mean: 0.875, (0.661, 1), (0.464, 1), (0.439, 1)),
    Row(2, 4, mean: 0.500, (0.225, 0.775), (0.123, 0.877), (0.150, 0.850)),
    Row(0, 6, mean: 0.071, (0, 0.194), (0, 0.330), (0, 0.390)),
    Row(5, 6, mean: 0.786, (0.580, 0.950), (0.442, 0.981), (0.436, 0.970)),
    Row(6, 6, mean: 0.929, (0.806, 1), (0.670, 1), (0.610, 1)),
    Row(0, 10, mean: 0.045, (0, 0.124), (0, 0.217), (0, 0.278)),
    Row(1, 10, mean: 0.136, (0.030, 0.275), (0.011, 0.381), (0.018, 0.404)),
  ]

  @Test("Means and intervals match the published table to its three decimals", arguments: rows)
  func table(row: Row) {
    let likelihood = Likelihood(count: row.k, trials: row.n)
    expectNear(likelihood.mean, row.mean)
    let eighty = likelihood.jeffreys(confidence: 0.80)
    expectNear(eighty.lowerBound, row.jeffreys80.0)
    expectNear(eighty.upperBound, row.jeffreys80.1)
    let ninetyFive = likelihood.jeffreys(confidence: 0.95)
    expectNear(ninetyFive.lowerBound, row.jeffreys95.0)
    expectNear(ninetyFive.upperBound, row.jeffreys95.1)
    let wilson = likelihood.wilson(confidence: 0.95)
    expectNear(wilson.lowerBound, row.wilson95.0)
    expectNear(wilson.upperBound, row.wilson95.1)
  }

  private func expectNear(_ value: Double, _ expected: Double) {
    #expect(abs(value - expected) <= 0.000_51, "\(value) is not \(expected)")
  }

  @Test("The incomplete beta function meets its closed forms")
  func closedForms() {
    for x in stride(from: 0.05, to: 1, by: 0.05) {
      #expect(abs(IncompleteBeta.regularised(x, a: 1, b: 1) - x) < 1e-12)
      #expect(abs(IncompleteBeta.regularised(x, a: 3, b: 1) - x * x * x) < 1e-12)
      let mirrored = 1 - IncompleteBeta.regularised(1 - x, a: 4.5, b: 0.5)
      #expect(abs(IncompleteBeta.regularised(x, a: 0.5, b: 4.5) - mirrored) < 1e-12)
    }
    // The arcsine law: I(1/4; 1/2, 1/2) is one third.
    #expect(abs(IncompleteBeta.regularised(0.25, a: 0.5, b: 0.5) - 1.0 / 3) < 1e-12)
  }

  @Test("The inverse undoes the function", arguments: [(0.5, 10.5), (6.5, 0.5), (2, 3), (40, 60)])
  func inverse(shapes: (Double, Double)) {
    for share in stride(from: 0.01, to: 1, by: 0.07) {
      let x = IncompleteBeta.inverse(share, a: shapes.0, b: shapes.1)
      #expect(abs(IncompleteBeta.regularised(x, a: shapes.0, b: shapes.1) - share) < 1e-10)
    }
  }
}
