/// The regularised incomplete beta function Iₓ(a, b) and its inverse.
///
/// Limits: `a`, `b` > 0; absolute error below 1e-12 for the small counts of an exercise.
/// Source: continued fraction by Lentz's method; inverse by bisection, which cannot diverge.
package enum IncompleteBeta {
  /// Iₓ(a, b), the share of a Beta(a, b) below `x`.
  package static func regularised(_ x: Double, a: Double, b: Double) -> Double {
    precondition(a > 0 && b > 0, "a beta distribution needs two positive shapes")
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    let logFront =
      RealFunctions.logGamma(a + b) - RealFunctions.logGamma(a) - RealFunctions.logGamma(b)
      + a * RealFunctions.naturalLog(x) + b * RealFunctions.naturalLog(1 - x)
    let front = RealFunctions.exponential(logFront)
    if x < (a + 1) / (a + b + 2) { return front * fraction(x, a, b) / a }
    return 1 - front * fraction(1 - x, b, a) / b
  }

  /// The x with Iₓ(a, b) = `share`.
  package static func inverse(_ share: Double, a: Double, b: Double) -> Double {
    if share <= 0 { return 0 }
    if share >= 1 { return 1 }
    var low = 0.0
    var high = 1.0
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if regularised(middle, a: a, b: b) < share { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func bounded(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / bounded(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...500 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / bounded(1 + even * d)
      c = bounded(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / bounded(1 + odd * d)
      c = bounded(1 + odd / c)
      let change = d * c
      result *= change
      if abs(change - 1) < 1e-15 { break }
    }
    return result
  }
}
