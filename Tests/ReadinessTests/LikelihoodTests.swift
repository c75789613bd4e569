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
  }

  static let rows = [
    Row(
      k: 0, n: 1, mean: 0.250, jeffreys80: (0, 0.649), jeffreys95: (0, 0.853), wilson95: (0, 0.793)),
    Row(
      k: 1, n: 1, mean: 0.750, jeffreys80: (0.351, 1), jeffreys95: (0.147, 1), wilson95: (0.207, 1)),
    Row(
      k: 1, n: 3, mean: 0.375, jeffreys80: (0.102, 0.685), jeffreys95: (0.039, 0.823),
      wilson95: (0.061, 0.792)),
    Row(
      k: 3, n: 3, mean: 0.875, jeffreys80: (0.661, 1), jeffreys95: (0.464, 1), wilson95: (0.439, 1)),
    Row(
      k: 2, n: 4, mean: 0.500, jeffreys80: (0.225, 0.775), jeffreys95: (0.123, 0.877),
      wilson95: (0.150, 0.850)),
    Row(
      k: 0, n: 6, mean: 0.071, jeffreys80: (0, 0.194), jeffreys95: (0, 0.330), wilson95: (0, 0.390)),
    Row(
      k: 5, n: 6, mean: 0.786, jeffreys80: (0.580, 0.950), jeffreys95: (0.442, 0.981),
      wilson95: (0.436, 0.970)),
    Row(
      k: 6, n: 6, mean: 0.929, jeffreys80: (0.806, 1), jeffreys95: (0.670, 1), wilson95: (0.610, 1)),
    Row(
      k: 0, n: 10, mean: 0.045, jeffreys80: (0, 0.124), jeffreys95: (0, 0.217), wilson95: (0, 0.278)
    ),
    Row(
      k: 1, n: 10, mean: 0.136, jeffreys80: (0.030, 0.275), jeffreys95: (0.011, 0.381),
      wilson95: (0.018, 0.404)),
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
