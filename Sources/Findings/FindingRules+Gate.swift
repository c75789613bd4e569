/// An exercise that does not wait for a re-test.
extension FindingRules {
  /// Whether the gate was closed at all, the program decides; here it is written down who answers.
  func overrideGate(
    _ id: FindingID, _ exercise: String, _ quarter: String, _ reason: String
  ) throws(FindingRefusal) -> [FindingEvent] {
    let finding = try pending(id)
    let author = try author()
    _ = try said(exercise, "exercise that it is for")
    _ = try said(quarter, "quarter")
    let reason = try said(reason, "reason")
    // Said again for the same exercise, it stands already.
    let isKept = backlog.events.contains { event in
      guard event.finding == id,
        case .gateOverridden(let known, let when, _) = event.change
      else { return false }
      return known == exercise && when == quarter
    }
    if isKept { return [] }
    return [
      event(
        finding, author,
        .gateOverridden(exercise: exercise, quarter: quarter, reason: reason))
    ]
  }
}
