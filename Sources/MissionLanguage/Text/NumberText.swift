/// Numbers as people write them.
enum NumberText {
  /// Whole numbers without a point, others with at most three decimals.
  static func short(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15 { return "\(Int64(number))" }
    return "\((number * 1000).rounded() / 1000)"
  }
}
