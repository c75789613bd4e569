/// What an exercise showed to be missing, by the facts alone; each may become a finding.
///
/// Source: the scoring rubric, 5.8, "Auto-opened from facts".
package enum Gap: String, Sendable, Codable, CaseIterable {
  /// No relevant alert reached blue after the fault began.
  case noAlert = "no alert"
  /// A relevant alert fired and nobody was told.
  case alertUnnotified = "alert not delivered"
  /// Nobody noticed.
  case notDetected = "not detected"
  /// The correct hypothesis was never posted.
  case noDiagnosis = "no diagnosis"
  /// It was not stopped, or not proved to be.
  case notContained = "not contained"
  /// The SLA was missed, and noticing took longer than its share.
  case lateObserve = "SLA missed in observe"
  /// The SLA was missed, and understanding took longer than its share.
  case lateOrient = "SLA missed in orient"
  /// The SLA was missed, and choosing took longer than its share.
  case lateDecide = "SLA missed in decide"
  /// The SLA was missed, and acting took longer than its share.
  case lateAct = "SLA missed in act"
  /// A command had an effect on a host that has nothing to do with the fault.
  case wrongTarget = "wrong target"
  /// It was contained and broke again.
  case relapse
  /// A restore was tried and did not bring every lost write back.
  case restoreFailed = "restore failed"
  /// Automation contained it and told nobody.
  case silentAutomation = "silent automation"
  /// The response lost acknowledged writes.
  case lossByResponse = "the response lost data"
  /// The response made more fail than the fault alone.
  case widenedByResponse = "the response widened the fault"
  /// Everything was healed, and yet a host is not as it was before.
  case residue = "residue after healing"
  /// The database broke a promise; each promise is a gap of its own, with its witness.
  case violatedClaim = "violated claim"
  /// People changed something that nobody had said they would.
  case unannounced = "changed without a decision"
  /// An alert reached the people on call and nobody said that they have it.
  case unacknowledged = "alert not acknowledged"

  /// The field guide's word for what has to change.
  package var type: String {
    switch self {
    case .noAlert, .alertUnnotified, .notDetected, .lateObserve: "detection"
    case .noDiagnosis, .lateOrient: "diagnosis"
    case .notContained, .lateDecide, .lateAct, .relapse, .restoreFailed: "missing runbook"
    case .silentAutomation: "automation failure"
    case .wrongTarget, .lossByResponse, .widenedByResponse: "execution guardrail"
    case .residue, .violatedClaim: "tool limitation"
    case .unannounced, .unacknowledged: "communication"
    }
  }

  /// The seven types, for gaps that people open in words of their own.
  package static let types = [
    "detection", "diagnosis", "tool limitation", "missing runbook", "automation failure",
    "execution guardrail", "communication",
  ]

  /// Whether it lies in the machinery alone: who responded makes no difference to it.
  package var isOfMachinery: Bool {
    switch self {
    case .noAlert, .alertUnnotified, .silentAutomation, .residue, .violatedClaim: true
    default: false
    }
  }
}
