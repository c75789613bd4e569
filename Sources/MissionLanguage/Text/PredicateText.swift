import Vocabulary

/// Predicates and conditions in the words that missions use.
enum PredicateText {
  /// All clauses, joined by `and`.
  static func words(_ predicate: Predicate) -> String {
    predicate.clauses.map(words).joined(separator: " and ")
  }

  /// One comparison.
  static func words(_ clause: Predicate.Clause) -> String {
    let value =
      clause.metric == .writeSuccess
      ? "\(NumberText.short(clause.value * 100))%" : NumberText.short(clause.value)
    return "\(clause.metric.rawValue) \(clause.comparison.rawValue) \(value)"
  }

  /// One state of the cluster.
  static func words(_ condition: Condition) -> String {
    switch condition {
    case .exerciseStarted: "the exercise has begun"
    case .cueSent: "a cue was sent"
    case .leaderChanged: "the leader has changed"
    case .noLeader: "there is no leader"
    case .quorumMinimum: "no further member may fail"
    case .lag(let bytes): "a follower lags by more than \(bytes) bytes"
    case .backupRunning: "a backup is running"
    case .alert(let name): "the alert \(name) fires"
    case .blueDecided: "blue has decided"
    case .writeSuccessBelow(let ratio):
      "fewer than \(NumberText.short(ratio * 100))% of the writes succeed"
    case .stepEffective(let name): "\(name) has taken effect"
    }
  }
}
