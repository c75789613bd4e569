import Glibc
package import Vocabulary

extension LinkSetting {
  /// How much later one packet arrives, in ns.
  ///
  /// Source: netem's tables; its Pareto one has shape 3 and a mean of 0, and is cut off at 4.
  func drawDelay(_ random: inout SeededRandom) -> Int64 {
    if jitterNs == .zero { return delayNs.rawValue }
    let drawn =
      switch distribution {
      case .uniform: 2 * random.unit() - 1
      case .normal:
        (-2 * log(1 - random.unit())).squareRoot() * cos(2 * .pi * random.unit())
      case .pareto: min(4, (pow(1 - random.unit(), -1.0 / 3) - 1.5) * 4 / 3)
      }
    return max(0, delayNs.rawValue + Int64(drawn * Double(jitterNs.rawValue)))
  }

  /// The delay that hardly any packet exceeds.
  package var longestDelayNs: Nanoseconds {
    let spreads: Int64 = distribution == .uniform ? 1 : 4
    return delayNs + Nanoseconds(rawValue: jitterNs.rawValue * spreads)
  }

  /// Whether packets are only delayed, so that joined segments need not be taken apart.
  var onlyDelays: Bool {
    self == LinkSetting(delayNs: delayNs, jitterNs: jitterNs, distribution: distribution)
  }

  /// Whether packets are changed or sent again, so that all their bytes are needed.
  var needsBytes: Bool { duplicate > 0 || corrupt > 0 }
}
