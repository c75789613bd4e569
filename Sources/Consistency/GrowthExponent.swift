/// How a cost grows with a size: the exponent e of cost ∝ sizeᵉ that fits best.
///
/// Shape: least squares of the logarithms; 1 is linear. Nil for fewer than two sizes, and where
/// nothing was measured.
package enum GrowthExponent {
  /// The exponent of costs at sizes; both are more than 0.
  package static func of(_ points: [(size: Double, cost: Double)]) -> Double? {
    let points = points.filter { $0.size > 0 && $0.cost > 0 }
    guard points.count > 1 else { return nil }
    let logs = points.map { (x: logarithm($0.size), y: logarithm($0.cost)) }
    let count = Double(logs.count)
    let meanX = logs.reduce(0) { $0 + $1.x } / count
    let meanY = logs.reduce(0) { $0 + $1.y } / count
    let spread = logs.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    guard spread > 0 else { return nil }
    return logs.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
  }

  /// The binary logarithm, from the exponent and a series for what is left.
  ///
  /// The pure targets have no library of functions; ln((1 + t) / (1 - t)) = 2 (t + t³/3 + …).
  private static func logarithm(_ value: Double) -> Double {
    let part = (value.significand - 1) / (value.significand + 1)
    var power = part
    var sum = 0.0
    for term in stride(from: 1.0, through: 31, by: 2) {
      sum += power / term
      power *= part * part
    }
    return Double(value.exponent) + 2 * sum / 0.693_147_180_559_945_3
  }
}
