extension Finding {
  /// Where it stands on a day: a risk that ran out is open again.
  package func status(on today: String) -> Status {
    guard status == .riskAccepted, let risk, today >= risk.until else { return status }
    return .open
  }

  /// Whether somebody has to do something about it on that day.
  package func isPending(on today: String) -> Bool {
    let status = status(on: today)
    return status != .verified && status != .riskAccepted
  }

  /// Whether its deadline was moved, or is over without a claim that it is mended.
  package func isMissed(on today: String) -> Bool {
    if !extensions.isEmpty { return true }
    guard let due, due < today else { return false }
    return [.draft, .open, .reopened].contains(status(on: today))
  }

  /// Whether it needs eyes now: nobody who is there has it, or it is missed.
  package func isRed(on today: String) -> Bool {
    isPending(on: today) && (isOwnerGone || isMissed(on: today))
  }

  /// Whether an exercise that counts on a simulated day is one of its trials.
  package var isSimulated: Bool { trials.contains(where: \.fact.isSimulated) }
}
