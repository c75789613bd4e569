import Findings
import Programs
import Readiness
import Vocabulary

/// What must be so of the findings of a simulated program, read again from the journal's events.
///
/// Shape: pure. Verified and reopened are counted from trials by hand, not taken from the fold.
struct FindingChecks {
  let plan: SimulatedPlan
  /// The plan's exercises, or what took their place.
  let plays: [SimulatedPlay]
  let backlog: Backlog
  /// The last moment of the program.
  let at: String

  var all: [SimulationCheck] {
    var checks = [opened, settled, really]
    if plan.course.learnsIn > 2 { checks.append(missed) }
    guard plan.course.trials > 0 else { return checks + [tooFew] }
    checks += [verifiedByTrials, verified]
    if plan.course.forgetsIn != nil { checks.append(cameBack) }
    return checks
  }

  /// The tempting answers must have shown something, and no person may have typed it in.
  private var opened: SimulationCheck {
    let counts = plan.missions.map { mission in
      let own = backlog.findings.filter { $0.opening.mission == mission }
      return (mission, own.count, own.allSatisfy { $0.openedBy == FindingEvent.machine })
    }
    return SimulationCheck(
      "the tempting answer to each mission opened findings, all by machine",
      found: counts.map { "\($0.0): \($0.1)" }.joined(separator: ", "),
      isMet: counts.allSatisfy { $0.1 > 0 && $0.2 })
  }

  private var settled: SimulationCheck {
    let waiting = backlog.findings.filter { $0.isPending(on: String(at.prefix(10))) }
    let lacking = waiting.filter { $0.status == .draft || $0.owner == nil || $0.retest == nil }
    return SimulationCheck(
      "every finding that waits has one person and a re-test",
      found: "\(waiting.count) wait"
        + (lacking.isEmpty ? "" : "; lacking: \(names(lacking))"), isMet: lacking.isEmpty)
  }

  /// The days are made up, and each trial says so with the time of its evidence.
  private var really: SimulationCheck {
    let trials = backlog.findings.flatMap(\.trials).map(\.fact)
    let silent = trials.filter { ($0.evidenceBegan ?? "").isEmpty || $0.evidenceBegan == $0.began }
    return SimulationCheck(
      "every trial in the journal says when it was really played",
      found: "\(trials.count) trials, \(silent.count) that do not say it",
      isMet: !trials.isEmpty && silent.isEmpty)
  }

  /// A date that passed without a fix stays visible, whatever came later.
  private var missed: SimulationCheck {
    let first = plan.periods.first?.quarter.last
    let early = backlog.findings.filter { finding in
      guard let day = CalendarDay(iso: String(finding.openedAt.prefix(10))), let first else {
        return false
      }
      return day <= first
    }
    let quarters = plan.course.learnsIn - 2
    let wrong = early.filter { $0.extensions.count < quarters }
    return SimulationCheck(
      "what was found in the first quarter missed its date \(quarters) times at least, for good",
      found: early.map { "\($0.id): \($0.extensions.count)" }.joined(separator: ", "),
      isMet: !early.isEmpty && wrong.isEmpty)
  }

  private var tooFew: SimulationCheck {
    let done = backlog.findings.filter { $0.status == .verified }
    return SimulationCheck(
      "without re-tests nothing is verified, whatever was claimed",
      found: done.isEmpty ? "nothing is" : names(done), isMet: done.isEmpty)
  }

  /// Each time one was verified: six seeds since the claim, none of which showed it.
  private var verifiedByTrials: SimulationCheck {
    var found: [String] = []
    var isMet = true
    for (id, events) in verdicts {
      for place in events.indices {
        guard case .verified = events[place].change else { continue }
        let trials = Self.sinceClaim(events[..<place])
        let seeds = Set(trials.filter { !$0.isShown }.map(\.seed))
        let upper = Likelihood(count: 0, trials: seeds.count).jeffreys(confidence: 0.8).upperBound
        let isShown = trials.contains(where: \.isShown)
        found.append("\(id): \(isShown ? "shown" : "0")/\(seeds.count)")
        if isShown || seeds.count < 6 || upper > 0.20 { isMet = false }
      }
    }
    return SimulationCheck(
      "each verification rests on six seeds or more since the claim, none of which showed the gap",
      found: found.isEmpty ? "nothing was verified" : found.joined(separator: ", "), isMet: isMet)
  }

  private var verified: SimulationCheck {
    let done = verdicts.filter { $0.events.contains { $0.change.kind == "verified" } }
    return SimulationCheck(
      "re-tests of the right answers verified findings",
      found: done.isEmpty ? "none" : done.map { "\($0.id)" }.joined(separator: ", "),
      isMet: !done.isEmpty)
  }

  /// Verified, shown again by whoever had forgotten, verified anew: one finding all the while.
  private var cameBack: SimulationCheck {
    let forgotten = Set(plays.filter(\.hasForgotten).map(\.run))
    let back = verdicts.filter { _, events in
      var steps: [String] = []
      for event in events {
        switch event.change {
        case .verified: steps.append("verified")
        case .reopened(_, let run?) where forgotten.contains(run): steps.append("reopened")
        default: break
        }
      }
      return steps == ["verified", "reopened", "verified"]
    }
    let twice = Dictionary(grouping: backlog.findings) { finding in
      let opening = finding.opening
      return [opening.mission, opening.gap, opening.about ?? ""]
    }.filter { $1.count > 1 }
    return SimulationCheck(
      "what was forgotten came back under its own name, and was verified anew",
      found: (back.isEmpty ? "none did" : back.map { "\($0.id)" }.joined(separator: ", "))
        + (twice.isEmpty ? "" : "; opened twice: \(twice.keys.map { $0.joined(separator: " ") })"),
      isMet: !back.isEmpty && twice.isEmpty)
  }

  /// The events of each finding, in their order.
  private var verdicts: [(id: FindingID, events: [FindingEvent])] {
    backlog.findings.map { finding in
      (finding.id, backlog.events.filter { $0.finding == finding.id })
    }
  }

  /// The valid trials after the last claim.
  private static func sinceClaim(_ events: ArraySlice<FindingEvent>) -> [FindingTrial] {
    let claim = events.lastIndex { $0.change.kind == "claimed.fixed" } ?? events.startIndex
    return events[claim...].compactMap { event in
      guard case .trialRecorded(let trial) = event.change, trial.isValid else { return nil }
      return trial
    }
  }

  private func names(_ findings: [Finding]) -> String {
    findings.map(\.id.rawValue).joined(separator: ", ")
  }
}
