internal import Readiness

extension Backlog {
  /// What a command adds to the journal, or why it is refused.
  ///
  /// An empty answer is a command that changes nothing, such as a date that stands already.
  ///
  /// Errors: `FindingRefusal` with the rule that the command breaks, why, and what to try.
  package func decide(
    _ command: FindingCommand, in circumstances: Circumstances
  ) throws(FindingRefusal) -> [FindingEvent] {
    let rules = FindingRules(backlog: self, circumstances: circumstances)
    let events = try rules.decide(command)
    return events + notes(after: events, at: circumstances.at)
  }

  /// What follows from the program file alone: owners who left, deadlines that a window overtook.
  ///
  /// Nobody has to ask for it; whoever writes the journal appends it first.
  package func reconcile(in circumstances: Circumstances) -> [FindingEvent] {
    var events: [FindingEvent] = []
    func append(_ finding: Finding, _ change: FindingEvent.Change) {
      events.append(
        FindingEvent(
          finding: finding.id, at: circumstances.at, by: FindingEvent.machine, change: change))
    }
    for finding in findings where finding.isPending(on: circumstances.today) {
      if let owner = finding.owner, !finding.isOwnerGone,
        circumstances.people.person(owner.email)?.isActive != true
      {
        append(finding, .ownerDeactivated(email: owner.email))
      }
      if let window = circumstances.nextWindows[finding.opening.service], let due = finding.due,
        due >= window, let before = Days.day(window, plus: -1)
      {
        append(finding, .windowMoved(window: window, due: before))
      }
    }
    return events
  }

  /// The notes that the fold's own steps leave in the journal, so that people find them there.
  func notes(after events: [FindingEvent], at: String) -> [FindingEvent] {
    guard !events.isEmpty else { return [] }
    let next = appending(events)
    return Set(events.map(\.finding)).sorted().compactMap { id in
      guard let finding = next[id], let before = self[id] else { return nil }
      let change: FindingEvent.Change
      if finding.status == .verified && before.status != .verified {
        let shown = finding.trialsSinceClaim
        change = .verified(count: shown.count, trials: shown.trials)
      } else if finding.reopenCount > before.reopenCount,
        let trial = finding.trials.dropFirst(before.trials.count).first(where: {
          $0.counts && $0.fact.isShown
        })
      {
        change = .reopened(reason: "it showed itself again", run: trial.fact.run)
      } else {
        return nil
      }
      return FindingEvent(finding: id, at: at, by: FindingEvent.machine, change: change)
    }
  }
}
