internal import Vocabulary

/// Folds the events of one finding.
///
/// What verifies and what reopens is counted here from the trials; the events of those names are
/// notes, so that no line that somebody writes can take the place of a trial. An exclusion holds
/// from the beginning: what white took out never counted.
struct FindingFold {
  private var finding: Finding
  private let excluded: [String: String]
  /// Exclusions that were written down up to here.
  private var excludedSoFar: Set<String> = []

  /// Nil where it was never opened; what comes before the opening has no effect.
  static func fold(_ events: [FindingEvent]) -> Finding? {
    var excluded: [String: String] = [:]
    for case .trialExcluded(let run, let reason) in events.map(\.change) { excluded[run] = reason }
    var fold: FindingFold?
    for event in events {
      if fold == nil, case .opened(let opening) = event.change {
        fold = FindingFold(opening, event, excluded: excluded)
      } else {
        fold?.handle(event)
      }
    }
    return fold?.finding
  }

  private init(
    _ opening: FindingOpening, _ event: FindingEvent, excluded: [String: String]
  ) {
    self.excluded = excluded
    finding = Finding(
      id: event.finding, opening: opening, openedAt: event.at, openedBy: event.by,
      title: opening.title, text: "", blast: opening.blast, trials: [], isOwnerGone: false,
      status: .draft, since: event.at, claims: [], reopenCount: 0, extensions: [])
  }

  private mutating func handle(_ event: FindingEvent) {
    expire(event)
    switch event.change {
    case .trialRecorded(let fact): record(fact, event)
    case .trialExcluded(let run, _): excludedSoFar.insert(run)
    case .claimedFixed(let claim): claimFixed(claim, event)
    case .retestBegun where finding.status == .claimedFixed: move(to: .retestPending, event)
    case .reopened(_, nil): reopen(event)
    case .riskAccepted(let person, let until, let reason):
      guard finding.status != .draft && finding.status != .verified else { break }
      finding.risk = .init(person: person, until: until, reason: reason)
      finding.due = nil
      move(to: .riskAccepted, event)
    case .opened, .retestBegun, .verified, .reopened, .other: break
    default: agree(event)
    }
    settle(event)
  }

  /// What people agree on; none of it is a fact, and none moves the status by itself.
  private mutating func agree(_ event: FindingEvent) {
    switch event.change {
    case .assigned(let owner):
      finding.owner = owner
      finding.isOwnerGone = false
    case .dueChanged(let due, let window):
      finding.due = due
      finding.window = window ?? finding.window
    case .retestNamed(let retest): finding.retest = retest
    case .edited(let title, let text):
      if let title, !title.isEmpty { finding.title = title }
      finding.text = text ?? finding.text
    case .deadlineExtended(let due, let reason):
      finding.extensions.append(.init(from: finding.due, to: due, reason: reason, by: event.by))
      finding.due = due
    case .missionAttached(let mission): finding.smallestMission = mission
    case .windowMoved(let window, let due):
      finding.window = window
      // Deadlines only come nearer with a window; putting one off is an extension.
      if let due, let own = finding.due, due < own { finding.due = due }
    case .ownerDeactivated(let email):
      if finding.owner?.email.lowercased() == email.lowercased() { finding.isOwnerGone = true }
    default: break
    }
  }

  private mutating func record(_ fact: FindingTrial, _ event: FindingEvent) {
    // A run is one trial, however often it is written down.
    guard !finding.trials.contains(where: { $0.fact.run == fact.run }) else { return }
    let trial = Finding.Trial(
      fact: fact, excluded: excluded[fact.run], claims: finding.claims.count,
      isSinceClaim: isSinceClaim(fact))
    finding.trials.append(trial)
    guard trial.counts else { return }
    if let blast = fact.blast { finding.blast = finding.blast.merged(with: blast) }
    guard trial.isSinceClaim, isTestable(fact) else { return }
    switch finding.status {
    case .claimedFixed, .retestPending, .verified:
      if fact.isShown {
        comeBack(event)
      } else if finding.status == .claimedFixed {
        move(to: .retestPending, event)
      }
    default: break
    }
  }

  /// What people must do, only people can show to be mended; they can fail in any exercise.
  private func isTestable(_ fact: FindingTrial) -> Bool {
    fact.isShown || finding.opening.proof == .machine || fact.isOfPeople
  }

  /// A run that began before the fix says nothing about it, whenever it is written down.
  private func isSinceClaim(_ fact: FindingTrial) -> Bool {
    guard let claim = finding.claims.last else { return true }
    guard let began = WallTime.nanoseconds(fact.began), let said = WallTime.nanoseconds(claim.at)
    else { return false }
    return began >= said
  }

  private mutating func claimFixed(_ claim: String, _ event: FindingEvent) {
    guard finding.status != .draft && finding.status != .verified else { return }
    finding.claims.append(.init(text: claim, at: event.at, by: event.by))
    finding.risk = nil
    move(to: .claimedFixed, event)
  }

  /// By a person's word, which is enough in this direction.
  private mutating func reopen(_ event: FindingEvent) {
    switch finding.status {
    case .claimedFixed, .retestPending, .verified: comeBack(event)
    case .riskAccepted:
      finding.risk = nil
      move(to: .open, event)
    case .draft, .open, .reopened: break
    }
  }

  private mutating func comeBack(_ event: FindingEvent) {
    finding.reopenCount += 1
    // The date was that of a fix which is none: the next one needs its own.
    finding.due = nil
    move(to: .reopened, event)
  }

  /// A risk whose day has come is open again before anything else happens.
  private mutating func expire(_ event: FindingEvent) {
    guard finding.status == .riskAccepted, let risk = finding.risk, event.day >= risk.until
    else { return }
    finding.risk = nil
    finding.status = .open
    finding.since = risk.until
  }

  /// The steps that no event takes: out of the draft, and to verified.
  private mutating func settle(_ event: FindingEvent) {
    switch finding.status {
    case .draft:
      let hasTrial = finding.trials.contains {
        $0.fact.isValid && !excludedSoFar.contains($0.fact.run)
      }
      if finding.missing(hasTrial: hasTrial).isEmpty { move(to: .open, event) }
    case .claimedFixed, .retestPending:
      if finding.demonstration.isEnough { move(to: .verified, event) }
    default: break
    }
  }

  private mutating func move(to status: Finding.Status, _ event: FindingEvent) {
    finding.status = status
    finding.since = event.at
  }
}
