import Vocabulary

/// Values as missions write them, such that reading gives exactly the same value back.
enum ExactText {
  /// A share, as a percentage where that is exact.
  static func ratio(_ ratio: Double) -> String {
    // Rounded once, or 7 % would stand as 7.000000000000001.
    let percent = (ratio * 1e11).rounded() / 1e9
    return first(["\(NumberText.short(percent))%", "\(ratio)", decimal(ratio)]) {
      (try? Quantity.ratio($0)) == ratio
    }
  }

  /// A number without a unit.
  static func number(_ number: Double) -> String {
    first([NumberText.short(number), "\(number)", decimal(number)]) {
      (try? Quantity.number($0)) == number
    }
  }

  /// A number per second.
  static func rate(_ perSecond: Double) -> String { "\(number(perSecond))/s" }

  /// A size in bytes.
  static func bytes(_ bytes: Int64) -> String {
    first([QuantityText.words(.bytes(bytes)), "\(bytes)B"]) {
      (try? Quantity.bytes($0)) == bytes
    }
  }

  /// A parameter of a step.
  static func value(_ value: ParameterValue) -> String {
    switch value {
    case .duration(let span): return "\(span)"
    case .ratio(let share): return ratio(share)
    case .bytes(let count): return bytes(count)
    case .rate(let perSecond): return rate(perSecond)
    case .bandwidth(let amount):
      return first([QuantityText.words(value), "\(amount)B/s"]) {
        (try? Quantity.bandwidth($0)) == amount
      }
    case .partsPerMillion(let parts): return "\(number(parts))ppm"
    case .flag(let flag): return "\(flag)"
    case .number(let count): return number(count)
    case .text(let text): return YAMLText.scalar(text)
    }
  }

  /// The first candidate that reads as the value; the last where none does.
  private static func first(_ candidates: [String], reads: (String) -> Bool) -> String {
    candidates.first(where: reads) ?? candidates[candidates.count - 1]
  }

  /// Eighteen digits behind the point at most: no exponent, which missions do not have.
  private static func decimal(_ number: Double) -> String {
    let magnitude = number.magnitude
    guard magnitude < 1 else { return "\(number)" }
    let digits = "\(Int64((magnitude * 1e18).rounded()))"
    var fraction = String(repeating: "0", count: max(0, 18 - digits.count)) + digits
    while fraction.count > 1, fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(number < 0 ? "-" : "")0.\(fraction)"
  }
}
