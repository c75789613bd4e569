/// Two-sided quantiles of the distributions that intervals use.
enum Quantiles {
  /// Student's t: P(|T| ≤ t) = `confidence`, through the incomplete beta function.
  static func student(confidence: Double, degrees: Int) -> Double {
    precondition(degrees > 0, "Student's t needs at least one degree of freedom")
    let freedom = Double(degrees)
    let x = IncompleteBeta.inverse(1 - confidence, a: freedom / 2, b: 0.5)
    return (freedom * (1 / x - 1)).squareRoot()
  }

  /// Normal: P(|Z| ≤ z) = `confidence`, by bisection on the error function's series.
  static func normal(confidence: Double) -> Double {
    var low = 0.0
    var high = 9.0
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if central(middle) < confidence { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// P(Z ≥ z), to an absolute error of 1e-15.
  static func upperTail(_ z: Double) -> Double {
    if abs(z) > 9 { return z > 0 ? 0 : 1 }
    return z < 0 ? (1 + central(-z)) / 2 : (1 - central(z)) / 2
  }

  /// P(|Z| ≤ z): 2·φ(z)·Σ z^(2k+1) ⁄ (1·3·5…(2k+1)), every term positive, so nothing cancels.
  private static func central(_ z: Double) -> Double {
    var term = z
    var sum = z
    var divisor = 1.0
    while term > sum * 1e-17 && divisor < 2_000 {
      divisor += 2
      term *= z * z / divisor
      sum += term
    }
    let inverseRootOf2Pi = 0.398_942_280_401_432_7
    return 2 * sum * inverseRootOf2Pi * RealFunctions.exponential(-z * z / 2)
  }
}
