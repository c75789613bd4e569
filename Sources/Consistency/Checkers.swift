package import Histories
package import Vocabulary

/// The checkers of an exercise.
package enum Checkers {
  /// Every checker with the claim it tests; nil where it only measures.
  private static func all(
    _ history: History, origin: Nanoseconds?, readsAskQuorum: Bool
  ) -> [(checker: any Checker, claim: Claim?)] {
    if history.operations.contains(where: { $0.kind == .add }) {
      return [
        (LinearizableSets(), .linearizable),
        (SetDurability(), .noAcknowledgedLoss),
        (Availability(origin: origin), nil),
      ]
    }
    if history.operations.contains(where: { $0.kind == .transfer }) {
      return [(BankTotals(), .serializable), (Availability(origin: origin), nil)]
    }
    // What its transactions saw is in a file of its own.
    if history.operations.contains(where: { $0.kind == .append }) {
      return [(Availability(origin: origin), nil)]
    }
    return [
      (LinearizableRegister(), .linearizable),
      (Durability(readsAskQuorum: readsAskQuorum), .noAcknowledgedLoss),
      (Availability(origin: origin), nil),
    ]
  }

  /// The verdicts of all checkers; `claimed` in the detail says whether the database promises it.
  package static func check(
    _ history: History, claims: [Claim], origin: Nanoseconds? = nil, readsAskQuorum: Bool = true
  ) -> [Verdict] {
    all(history, origin: origin, readsAskQuorum: readsAskQuorum).map { checker, claim in
      var verdict = checker.check(history)
      if let origin { verdict.countTimes(from: origin) }
      verdict.detail["claimed"] = .bool(claim.map(claims.contains) ?? false)
      return verdict
    }
  }

  /// The verdict on transactions, of the strictest level that is claimed of them.
  ///
  /// Where none is claimed it is that of serializability, and only told.
  package static func check(
    _ transactions: TransactionHistory, claims: [Claim], origin: Nanoseconds? = nil
  ) -> Verdict {
    let isStrict = claims.contains(.linearizable)
    let level = isStrict ? IsolationLevel.strictSerializable : IsolationLevel(.serializable)
    var verdict = TransactionIsolation(claimed: level).check(transactions)
    if let origin { verdict.countTimes(from: origin) }
    verdict.detail["claimed"] = .bool(isStrict || claims.contains(.serializable))
    return verdict
  }
}

extension Verdict {
  /// Times of the history's clock as offsets; what is an offset or a length already stays.
  fileprivate mutating func countTimes(from origin: Nanoseconds) {
    for anomaly in anomalies.indices {
      if let until = anomalies[anomaly].validPrefix?.untilNs {
        anomalies[anomaly].validPrefix?.untilNs = until - origin
      }
      for index in anomalies[anomaly].witness.indices {
        let start = anomalies[anomaly].witness[index].invokedNs
        anomalies[anomaly].witness[index].invokedNs = start - origin
        if let end = anomalies[anomaly].witness[index].completedNs {
          anomalies[anomaly].witness[index].completedNs = end - origin
        }
      }
    }
    for key in ["first_lost_ns", "last_lost_ns"] {
      if let time = detail[key]?.whole { detail[key] = .integer(time - origin.rawValue) }
    }
  }
}
