import Vocabulary

/// What was seen of each gap, in a sentence, with where to look.
extension GapJudge {
  /// In the order of `Gap`; of violated claims one a checker.
  var seen: [SeenGap] {
    shown.flatMap(seen).map { found in
      var found = found
      let events = Set(found.events)
      let named = run.timeline.filter { events.contains($0.sequence) }
      let recordings = Set(named.compactMap { $0.fields["recording"]?.whole })
      found.recordings = recordings.sorted().map { "recordings/\($0).cast" }
      found.fromNs = found.fromNs ?? named.first?.timeNs
      found.toNs = found.toNs ?? named.last?.timeNs
      return found
    }
  }

  private func seen(_ gap: Gap) -> [SeenGap] {
    let onset = moments?.onset.moment.evidence ?? []
    switch gap {
    case .noAlert:
      return [.init(gap, "no relevant alert fired after the fault took effect", events: onset)]
    case .alertUnnotified:
      let names = Set(alerts.map(\.name)).sorted().joined(separator: ", ")
      return [.init(gap, "\(names) fired and reached nobody in time", events: onset)]
    case .notDetected: return [.init(gap, "nobody noticed", events: onset)]
    case .noDiagnosis: return [noDiagnosis(onset)]
    case .notContained:
      let words =
        facts.containment.unmeasured ?? "the containment predicate did not hold to the end"
      return [.init(gap, words, events: onset, toNs: facts.windowEndNs)]
    case .lateObserve, .lateOrient, .lateDecide, .lateAct: return late(gap)
    case .wrongTarget:
      return [.init(gap, list(wrongTargets.map(\.text)), events: evidence(wrongTargets))]
    case .relapse:
      let count = moments?.recovery?.relapses ?? 0
      return [.init(gap, "contained and broken again, \(count)×", events: onset)]
    case .lossByResponse:
      let words = "writes are lost that the run with nobody responding still has"
      return [.init(gap, words, events: facts.lossByResponse?.evidence ?? [])]
    case .widenedByResponse:
      let words = "the blast radius is larger than with nobody responding"
      return [.init(gap, words, events: facts.widenedByResponse?.evidence ?? [])]
    case .silentAutomation:
      return [.init(gap, "automation contained it and told nobody", events: onset)]
    case .restoreFailed, .residue, .violatedClaim, .unannounced, .unacknowledged:
      return recorded(gap)
    }
  }

  /// What is read from the record itself.
  private func recorded(_ gap: Gap) -> [SeenGap] {
    switch gap {
    case .restoreFailed:
      return failedRestores.map { event in
        let lost = event.fields["lost"]?.whole.map { "\($0) acknowledged writes are not back" }
        let words = event.fields["failure"]?.text ?? lost ?? "not every write is back"
        return .init(gap, words, events: [event.sequence])
      }.prefix(1).map { $0 }
    case .residue:
      let words = residues.map { event in
        let lines = event.fields["lines"]?.elements?.compactMap(\.text) ?? []
        return "\(event.host?.rawValue ?? "a host"): \(lines.joined(separator: "; "))"
      }
      return [.init(gap, words.joined(separator: "; "), events: residues.map(\.sequence))]
    case .violatedClaim:
      return violations.map { verdict in
        var found = SeenGap(gap, verdict.summary)
        found.about = verdict.checker
        found.witness = verdict.anomalies.first
        found.fromNs = found.witness?.witness.map(\.invokedNs).min()
        found.toNs = found.witness?.witness.compactMap(\.completedNs).max()
        return found
      }
    case .unannounced:
      let words = "no decision had said it: " + list(unannounced.map(\.response))
      return [.init(gap, words, events: unannounced.flatMap(\.posted.evidence))]
    case .unacknowledged:
      let names = Set(delivered.map(\.name)).sorted().joined(separator: ", ")
      let events = delivered.flatMap { $0.notified?.evidence ?? [] }
      return [.init(gap, "nobody said that they have \(names)", events: events)]
    default: return []
    }
  }

  private func noDiagnosis(_ onset: [Int]) -> SeenGap {
    let posted = facts.hypotheses
    let events = onset + posted.flatMap(\.posted.evidence)
    let words = posted.map { "\($0.text) (\($0.grade.words))" }
    return .init(
      .noDiagnosis, posted.isEmpty ? "no hypothesis was posted" : "believed: " + list(words),
      events: events)
  }

  private func late(_ gap: Gap) -> [SeenGap] {
    phases.filter { $0.gap == gap }.map { phase in
      .init(
        gap, "it took \(Figures.span(phase.length)), its share is \(Figures.span(phase.budget))",
        events: moments?.onset.moment.evidence ?? [], fromNs: phase.start,
        toNs: phase.start + phase.length)
    }
  }

  private func evidence(_ commands: [ExerciseFacts.Command]) -> [Int] {
    commands.flatMap(\.moment.evidence)
  }

  /// The first three, and how many more.
  private func list(_ texts: [String]) -> String {
    let more = texts.count - 3
    return texts.prefix(3).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
