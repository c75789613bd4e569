import Vocabulary

/// Comparisons, states and starts in the words that missions are read from.
enum WrittenWords {
  /// All clauses, joined by `and`.
  static func predicate(_ predicate: Predicate) -> String {
    predicate.clauses.map(clause).joined(separator: " and ")
  }

  /// One comparison.
  static func clause(_ clause: Predicate.Clause) -> String {
    let isShare = clause.metric == .writeSuccess
    let value = isShare ? ExactText.ratio(clause.value) : ExactText.number(clause.value)
    return "\(clause.metric.rawValue) \(clause.comparison.rawValue) \(value)"
  }

  /// A comparison that may have to hold for a while.
  static func stop(_ stop: StopCondition) -> String {
    clause(stop.clause) + (stop.forNs > .zero ? " for \(stop.forNs)" : "")
  }

  /// How many acknowledged writes must be lost: `0`, or a comparison such as `> 0`.
  static func lost(_ clause: Predicate.Clause) -> String {
    let value = ExactText.number(clause.value)
    let isNone = clause.comparison == .lessOrEqual && clause.value == 0
    return isNone ? value : "\(clause.comparison.rawValue) \(value)"
  }

  /// One state of the cluster or of the exercise.
  static func condition(_ condition: Condition) -> String {
    switch condition {
    case .exerciseStarted: "start"
    case .cueSent: "cue"
    case .leaderChanged: "leader changed"
    case .noLeader: "no leader"
    case .quorumMinimum: "quorum = minimum"
    case .lag(let bytes): "lag > \(ExactText.bytes(bytes))"
    case .backupRunning: "backup running"
    case .alert(let name): "alert \(name)"
    case .blueDecided: "blue decided"
    case .writeSuccessBelow(let share): "write-success < \(ExactText.ratio(share))"
    case .stepEffective(let name): "\(name) effective"
    }
  }

  /// The key of a start and what stands behind it.
  static func start(_ start: StepStart) -> (key: String, value: String) {
    switch start {
    case .at(let offset): ("at", "\(offset)")
    case .after(let name, let plus):
      ("after", plus == .zero ? "\(name)" : "\(name) + \(plus)")
    case .when(let condition, let within):
      ("when", "\(self.condition(condition)) within \(within)")
    }
  }
}
