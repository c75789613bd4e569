import Vocabulary

/// Watches the mission's stop conditions.
///
/// Shape: a pure state machine; a condition must hold without a break for its time.
struct LimitWatch: Sendable {
  private let conditions: [StopCondition]
  private var since: [Int: Nanoseconds] = [:]

  init(conditions: [StopCondition]) { self.conditions = conditions }

  /// The first condition that is reached, in the mission's words; nil where none is.
  mutating func reached(
    writeSuccess: Double?, redundancy: Int?, lost: Int, at now: Nanoseconds
  ) -> String? {
    for (index, condition) in conditions.enumerated() {
      let measured: Double? =
        switch condition.clause.metric {
        case .writeSuccess: writeSuccess
        case .redundancy: redundancy.map(Double.init)
        case .acknowledgedLoss: Double(lost)
        }
      guard let measured, condition.clause.holds(measured) else {
        since[index] = nil
        continue
      }
      let start = since[index] ?? now
      since[index] = start
      if now >= start + condition.forNs { return Self.words(condition) }
    }
    return nil
  }

  static func words(_ condition: StopCondition) -> String {
    let clause = condition.clause
    let value =
      clause.metric == .writeSuccess ? "\(Int(clause.value * 100))%" : "\(Int(clause.value))"
    let span = condition.forNs == .zero ? "" : " for \(condition.forNs)"
    return "\(clause.metric.rawValue) \(clause.comparison.rawValue) \(value)\(span)"
  }
}
