/// Logarithm, exponential and log-gamma in plain Swift: the same bits on every machine.
///
/// Limits: relative error below 1e-13 over the arguments that likelihoods and intervals use.
enum RealFunctions {
  static let naturalLogOf2 = 0.693_147_180_559_945_3

  /// ln x for x > 0, by 2·artanh((m − 1)/(m + 1)) on the significand.
  static func naturalLog(_ value: Double) -> Double {
    precondition(value > 0 && value.isFinite, "a logarithm needs a positive finite number")
    var mantissa = value.significand
    var exponent = Double(value.exponent)
    if mantissa > 1.414_213_562_373_095_1 {
      mantissa /= 2
      exponent += 1
    }
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    var term = ratio
    var sum = 0.0
    var divisor = 1.0
    while abs(term) > 1e-19 && divisor < 80 {
      sum += term / divisor
      term *= square
      divisor += 2
    }
    return 2 * sum + exponent * naturalLogOf2
  }

  /// eˣ, by halving the argument into ±ln 2 ⁄ 2 and the power series.
  static func exponential(_ value: Double) -> Double {
    if value < -745 { return 0 }
    precondition(value < 709, "an exponential this large is not a number of this domain")
    let halvings = (value / naturalLogOf2).rounded()
    let rest = value - halvings * naturalLogOf2
    var term = 1.0
    var sum = 1.0
    for index in 1...22 {
      term *= rest / Double(index)
      sum += term
    }
    var scale = 1.0
    let factor = halvings < 0 ? 0.5 : 2.0
    for _ in 0..<Int(abs(halvings)) { scale *= factor }
    return sum * scale
  }

  /// ln Γ(x) for x > 0, by Stirling's series after raising the argument to 12.
  static func logGamma(_ value: Double) -> Double {
    precondition(value > 0, "ln Γ is needed for positive arguments only")
    var argument = value
    var product = 1.0
    while argument < 12 {
      product *= argument
      argument += 1
    }
    let inverse = 1 / argument
    let square = inverse * inverse
    let series =
      inverse
      * (1.0 / 12 - square
        * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))))
    let halfLogOf2Pi = 0.918_938_533_204_672_8
    return (argument - 0.5) * naturalLog(argument) - argument + halfLogOf2Pi + series
      - naturalLog(product)
  }
}
