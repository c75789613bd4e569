package import Vocabulary

/// Puts each failed operation down to a fault, to an operator, to blue, or to the database.
///
/// Shape: pure; the order of events and of operations changes nothing, and every operation is
/// counted once.
/// Source: `docs/reference/attribution.md`.
package enum Attributing {
  /// The attribution of one recorded run; `ablation` tells which parts of a compound are needed.
  package static func attribute(
    _ operations: [FailedOperation], plan: Plan, timeline: [TimelineEvent], series: WriteSeries,
    ablation: Ablation? = nil
  ) -> Attribution {
    let sorted = operations.sorted {
      ($0.atNs, $0.sinceNs, $0.harm.rawValue) < ($1.atNs, $1.sinceNs, $1.harm.rawValue)
    }
    let judge = AttributionJudge(
      disturbances: Disturbance.all(plan: plan, timeline: timeline), series: series,
      ablation: ablation,
      readsWithoutQuorum: !plan.workload.readsAskQuorum)
    var blames = [Blame?](repeating: nil, count: sorted.count)
    for (place, operation) in sorted.enumerated() {
      switch operation.harm {
      case .lost: blames[place] = judge.loss(operation)
      case .stale: blames[place] = judge.stale(operation)
      case .refused, .unanswered: if operation.knownNs == nil { blames[place] = .noAnswer }
      }
    }
    for stretch in TroubleStretch.all(in: sorted, gap: gap(plan)) {
      for (place, blame) in judge.trouble(stretch, sorted) { blames[place] = blame }
    }
    return count(sorted, blames.map { $0 ?? .noAnswer })
  }

  /// A slow load fails seldom: its stretches may have longer silences.
  private static func gap(_ plan: Plan) -> Nanoseconds {
    guard let rate = plan.workload.ratePerS, rate > 0 else { return AttributionTables.gap }
    return max(AttributionTables.gap, .seconds(3 / rate))
  }

  private static func count(_ operations: [FailedOperation], _ blames: [Blame]) -> Attribution {
    var attribution = Attribution(entries: [], total: .init(), marks: [])
    var places: [Blame: Int] = [:]
    var open: [Key: Int] = [:]
    for (operation, blame) in zip(operations, blames) {
      let at = operation.atNs
      let place = places[blame] ?? attribution.entries.count
      if place == attribution.entries.count {
        places[blame] = place
        attribution.entries.append(
          .init(
            cause: blame.cause, name: blame.name, parts: blame.parts, reason: blame.reason,
            evidence: Array(Set(blame.evidence)).sorted(), counts: .init(), firstNs: at,
            lastNs: at))
      }
      attribution.entries[place].counts[operation.harm] += 1
      attribution.entries[place].lastNs = max(attribution.entries[place].lastNs, at)
      attribution.total[operation.harm] += 1
      let harm = operation.harm == .unanswered ? .refused : operation.harm
      // An unanswered operation is trouble from its invocation on.
      let start = harm == .refused ? operation.sinceNs : at
      let key = Key(entry: place, harm: harm)
      if let mark = open[key], start <= attribution.marks[mark].endNs + .seconds(1) {
        let earlier = attribution.marks[mark].startNs
        attribution.marks[mark].startNs = min(earlier, start)
        attribution.marks[mark].endNs = max(attribution.marks[mark].endNs, at)
        attribution.marks[mark].count += 1
      } else {
        open[key] = attribution.marks.count
        attribution.marks.append(
          .init(entry: place, harm: harm, startNs: start, endNs: at, count: 1))
      }
    }
    return attribution
  }

  private struct Key: Hashable {
    var entry: Int
    var harm: FailedOperation.Harm
  }
}
