import Glibc
import Vocabulary

extension DiskDelay {
  /// How long one call waits; `number` belongs to the call, so that asking again gives the same.
  func draw(_ number: UInt64) -> Int64 {
    if jitterNs == .zero { return delayNs.rawValue }
    var random = SeededRandom(seed: number, purpose: choice.fault)
    let middle = Double(delayNs.rawValue)
    let spread = Double(jitterNs.rawValue)
    let drawn =
      switch distribution {
      case .uniform: middle + spread * (2 * random.unit() - 1)
      case .normal:
        middle + spread * (-2 * log(1 - random.unit())).squareRoot() * cos(2 * .pi * random.unit())
      // A Pareto variable of shape 3 and scale 1 has a mean of 1.5; so the mean is the delay.
      case .pareto: middle + spread * (pow(1 - random.unit(), -1.0 / 3) - 1.5)
      }
    return Int64(max(0, min(drawn, 600e9)))
  }
}
