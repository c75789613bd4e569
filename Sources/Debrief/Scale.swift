import Vocabulary

/// From the exercise's clock to a horizontal position.
struct Clock: Sendable {
  /// The end of the clock.
  var end: Nanoseconds
  /// Where 0 s stands.
  var left = 148.0
  /// Where the end stands.
  var right = 1064.0

  func x(_ moment: Nanoseconds) -> Double {
    let share = moment.inSeconds / max(end.inSeconds, 1e-9)
    return left + (right - left) * min(max(share, 0), 1)
  }

  /// Round moments, at most a dozen of them.
  var ticks: [Nanoseconds] {
    let steps: [Double] = [
      0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 86400,
    ]
    let step = steps.first { end.inSeconds / $0 <= 12 } ?? end.inSeconds / 10
    let count = Int((end.inSeconds / step).rounded(.down))
    return (0...max(count, 0)).map { .seconds(Double($0) * step) }
  }

  /// `40 s`, `2 min`, `1 h 10`.
  static func label(_ tick: Nanoseconds) -> String {
    let seconds = tick.inSeconds
    if seconds < 120 || seconds != seconds.rounded() {
      return Written.trimmed(Written.decimal(seconds, places: 1)) + " s"
    }
    let whole = Int(seconds)
    if whole % 60 != 0 { return "\(whole) s" }
    return whole < 7200
      ? "\(whole / 60) min" : "\(whole / 3600) h" + (whole % 3600 == 0 ? "" : " \(whole / 60 % 60)")
  }
}

/// A logarithmic axis with a place for zero: linear from 0 to 1, decades from there.
///
/// Source: the symmetric logarithm of plotting libraries, one-sided.
struct ZeroLogScale: Sendable {
  /// Where 0 stands.
  var zero: Double
  /// Where the top of the last decade stands.
  var top: Double
  /// How many decades above 1.
  var decades: Int
  /// The share of the axis between 0 and 1.
  var zeroShare = 0.12

  /// An axis that reaches up to `greatest`.
  init(zero: Double, top: Double, greatest: Double) {
    self.zero = zero
    self.top = top
    decades = max(1, Int(Logarithm.base10(max(greatest, 1.0001)).rounded(.up)))
  }

  func position(_ value: Double) -> Double {
    let one = zero + (top - zero) * zeroShare
    if value < 1 { return zero + (one - zero) * max(value, 0) }
    let share = min(Logarithm.base10(value) / Double(decades), 1)
    return one + (top - one) * share
  }

  /// 0, 1, 10, 100 …
  var ticks: [Double] {
    var result = [0.0]
    var value = 1.0
    for _ in 0...decades {
      result.append(value)
      value *= 10
    }
    return result
  }
}

/// Logarithms from the binary form of a number: the same bits on every machine.
package enum Logarithm {
  /// The decimal logarithm of a positive number.
  package static func base10(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 0 }
    // atanh series of the significand, which lies in 1 ..< 2; 20 terms are exact to the last bits.
    let ratio = (value.significand - 1) / (value.significand + 1)
    var power = ratio
    var sum = 0.0
    for term in 0..<20 {
      sum += power / Double(2 * term + 1)
      power *= ratio * ratio
    }
    let ln2 = 0.693_147_180_559_945_3
    return (2 * sum + Double(value.exponent) * ln2) / 2.302_585_092_994_046
  }
}
