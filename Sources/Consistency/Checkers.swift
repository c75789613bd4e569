package import Histories
package import Vocabulary

/// The checkers of an exercise.
package enum Checkers {
  /// Every checker with the claim it tests; nil where it only measures.
  private static func all(origin: Nanoseconds?) -> [(checker: any Checker, claim: Claim?)] {
    [
      (LinearizableRegister(), .linearizable),
      (Durability(), .noAcknowledgedLoss),
      (Availability(origin: origin), nil),
    ]
  }

  /// The verdicts of all checkers; `claimed` in the detail says whether the database promises it.
  package static func check(
    _ history: History, claims: [Claim], origin: Nanoseconds? = nil
  ) -> [Verdict] {
    all(origin: origin).map { checker, claim in
      var verdict = checker.check(history)
      verdict.detail["claimed"] = .bool(claim.map(claims.contains) ?? false)
      return verdict
    }
  }
}
