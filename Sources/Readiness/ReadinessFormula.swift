package import Vocabulary

/// Readiness from the four bits, so that two people cannot disagree about arithmetic.
package enum ReadinessFormula {
  /// R = 1 + D · (1 + H + C + H·C·L).
  package static func level(_ bits: Score.Bits) -> Int {
    guard bits.detected else { return 1 }
    let h = bits.diagnosed ? 1 : 0
    let c = bits.contained ? 1 : 0
    let l = bits.withinSla ? 1 : 0
    return 2 + h + c + h * c * l
  }

  /// The lowest and the highest readiness where nil bits may still go either way.
  package static func range(
    detected: Bool?, diagnosed: Bool?, contained: Bool?, withinSla: Bool?
  ) -> ClosedRange<Int> {
    func choices(_ bit: Bool?) -> [Bool] { bit.map { [$0] } ?? [false, true] }
    var levels: [Int] = []
    for d in choices(detected) {
      for h in choices(diagnosed) {
        for c in choices(contained) {
          for l in choices(withinSla) {
            levels.append(
              level(Score.Bits(detected: d, diagnosed: h, contained: c, withinSla: l)))
          }
        }
      }
    }
    return (levels.min() ?? 1)...(levels.max() ?? 1)
  }
}
