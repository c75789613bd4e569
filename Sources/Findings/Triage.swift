internal import Vocabulary

/// From the facts of an exercise to opened and updated findings; nobody types any of it in.
///
/// Shape:  pure; a run that is a trial of a finding already adds nothing to it.
/// Limits: an invalid exercise opens nothing but what it left behind, and counts in no n.
/// Source: the scoring rubric, 5.8, "Auto-opened from facts".
package enum Triage {
  /// The events that an exercise adds to a backlog.
  ///
  /// - Parameters:
  ///   - at: when they are written down, RFC 3339 in UTC.
  package static func events(
    of outcome: ExerciseOutcome, in backlog: Backlog, at: String
  ) -> [FindingEvent] {
    var events: [FindingEvent] = []
    func append(_ id: FindingID, _ change: FindingEvent.Change) {
      events.append(FindingEvent(finding: id, at: at, by: FindingEvent.machine, change: change))
    }
    let shown = Self.shown(outcome)
    for finding in backlog.findings where isNew(outcome, to: finding) {
      let key = Key(finding.opening)
      let isShown = shown.contains { $0.key == key }
      guard isShown || isPossible(key, outcome) else { continue }
      append(finding.id, .trialRecorded(trial(of: outcome, key, isShown: isShown)))
    }
    var number = backlog.nextID.number ?? 1
    for (key, sighting) in shown {
      let opening = opening(of: outcome, key, sighting)
      let isKnown = backlog.findings.contains { finding in
        Key(finding.opening) == key && finding.opening.service == outcome.service
          && finding.missions.contains(outcome.record.mission)
          && finding.isTested(by: outcome.record.responder)
      }
      guard !isKnown, outcome.record.isValid || key.gap == .residue else { continue }
      let id = FindingID(number: number)
      number += 1
      append(id, .opened(opening))
      append(id, .trialRecorded(trial(of: outcome, key, isShown: true)))
    }
    return events + backlog.notes(after: events, at: at)
  }

  /// What the gap workshop of the exercise agreed, as commands on its findings.
  ///
  /// The workshop knew no program file, so each may still be refused.
  package static func commands(
    of outcome: ExerciseOutcome, in backlog: Backlog
  ) -> [FindingCommand] {
    outcome.agreed.flatMap { entry -> [FindingCommand] in
      guard let owner = entry.owner, let due = entry.due, let retest = entry.retest else {
        return []
      }
      return backlog.findings.filter {
        $0.opening.run == outcome.run && $0.opening.knownGap == entry.gap && $0.status == .draft
      }.map { .settle($0.id, owner: owner, due: due, retest: FindingRetest(text: retest)) }
    }
  }

  /// A gap and the part of it that is a finding of its own.
  private struct Key: Hashable {
    var gap: Gap?
    var about: String?

    init(gap: Gap, about: String?) {
      self.gap = gap
      self.about = about
    }

    init(_ opening: FindingOpening) {
      gap = opening.knownGap
      about = opening.about
    }
  }

  /// The gaps that showed themselves, each once, in the order of `Gap`.
  private static func shown(
    _ outcome: ExerciseOutcome
  ) -> [(key: Key, sighting: FindingSighting?)] {
    outcome.record.gaps.flatMap { gap -> [(key: Key, sighting: FindingSighting?)] in
      let seen = outcome.sightings.filter { $0.gap == gap }
      guard gap == .violatedClaim, !seen.isEmpty else {
        return [(Key(gap: gap, about: nil), seen.first?.seen)]
      }
      return seen.map { (Key(gap: gap, about: $0.about), $0.seen) }
    }
  }

  private static func isNew(_ outcome: ExerciseOutcome, to finding: Finding) -> Bool {
    finding.opening.knownGap != nil && finding.opening.service == outcome.service
      && finding.missions.contains(outcome.record.mission)
      && finding.isTested(by: outcome.record.responder)
      && !finding.trials.contains { $0.fact.run == outcome.run }
  }

  /// Whether the gap could have shown itself; a checker that could not tell tells nothing.
  private static func isPossible(_ key: Key, _ outcome: ExerciseOutcome) -> Bool {
    guard let gap = key.gap, outcome.possible.contains(gap) else { return false }
    guard gap == .violatedClaim, let checker = key.about else { return true }
    return outcome.claims[checker] == .valid
  }

  private static func trial(
    of outcome: ExerciseOutcome, _ key: Key, isShown: Bool
  ) -> FindingTrial {
    let record = outcome.record
    // What was left behind was seen, however little else may be believed.
    let isValid = record.isValid || (isShown && key.gap == .residue)
    return FindingTrial(
      run: outcome.run, mission: record.mission, responder: record.responder, seed: record.seed,
      began: outcome.simulatedAt ?? outcome.began, isShown: isShown, isValid: isValid,
      note: isValid ? nil : record.defects.joined(separator: "; "), blast: blast(record),
      evidenceBegan: outcome.simulatedAt == nil ? nil : outcome.began)
  }

  private static func blast(_ record: TrialRecord) -> FindingBlast {
    if let twin = record.twin { return FindingBlast(level: twin.blast, evidence: .twin) }
    // A run with nobody responding is its own twin.
    return FindingBlast(
      level: record.damage.blast, evidence: record.responder == "none" ? .twin : .observed)
  }

  private static func opening(
    of outcome: ExerciseOutcome, _ key: Key, _ sighting: FindingSighting?
  ) -> FindingOpening {
    let gap = key.gap ?? .notContained
    let record = outcome.record
    let words = gap.rawValue.prefix(1).uppercased() + gap.rawValue.dropFirst()
    let title = "\(words)\(key.about.map { " “\($0)”" } ?? "") in \(record.mission)"
    let isOfPeople = record.responder == "people" && !gap.isOfMachinery
    return FindingOpening(
      title: title, gap: gap.rawValue, gapType: gap.type, about: key.about,
      service: outcome.service, family: outcome.family, mission: record.mission, run: outcome.run,
      proof: isOfPeople ? .people : .machine, blast: blast(record),
      seen: sighting ?? FindingSighting(text: gap.rawValue))
  }
}
