import Consistency
import Readiness
package import Vocabulary

/// Everything that follows from evidence: verdicts, curve, score; the same bytes each time.
///
/// Shape: pure; a run, and its twin where one was played.
package struct Assessment: Sendable {
  /// The evidence.
  package var record: RunRecord
  /// The exercise's clock: it stands while people pause it.
  package var clock: ExerciseClock
  /// What happened, on that clock; everything derived is on it.
  package var timeline: [TimelineEvent]
  /// Each fault from command to proved healing.
  package var faults: [FaultRecord]
  /// Why the exercise itself is invalid; empty where it is valid.
  package var defects: [String]
  /// What the checkers say.
  package var verdicts: [Verdict]
  /// The write curve from the exercise's start to its end.
  package var series: WriteSeries
  /// What each restore brought back, and what it cost.
  package var restores: [RestoreFigures]
  /// What the rubric reads of it.
  var recorded: RecordedRun
  /// The score.
  package var score: Score
  /// What each failed operation is put down to.
  package var attribution: Attribution
  /// Longest time without an acknowledged write during the exercise.
  package var longestWriteGapNs: Nanoseconds
  /// The same from the first fault's command to the first heal; nil where no fault was injected.
  package var longestWriteGapDuringFaultNs: Nanoseconds?
  /// The same after the first fault was healed; nil where none was.
  package var longestWriteGapAfterHealNs: Nanoseconds?

  private static let bucket = Nanoseconds.milliseconds(250)

  /// Derives it all; `twin` is the assessment of the run with nobody responding.
  package init(of record: RunRecord, twin: Assessment? = nil) {
    self.record = record
    let clock = ExerciseClock(record.timeline)
    self.clock = clock
    timeline = clock.time(record.timeline)
    faults = FaultRecord.all(of: record.plan, in: timeline)
    defects =
      ExerciseValidity.defects(of: record) + (twin?.defects ?? []).map { "in the twin: \($0)" }
    let origin = record.origin
    if let history = record.history {
      verdicts = Checkers.check(
        history, claims: record.plan.claims, origin: origin,
        readsAskQuorum: record.plan.workload.readsAskQuorum)
      if let transactions = record.transactions {
        verdicts.insert(
          Checkers.check(transactions, claims: record.plan.claims, origin: origin), at: 0)
      }
      series = WriteSeries(
        history: history, origin: origin, end: origin + record.end, bucket: Self.bucket,
        clock: clock)
      longestWriteGapNs =
        longestWriteGap(history: history, from: origin, to: origin + record.end).gap
      let heal = Self.first(.healCommanded, in: record)
      longestWriteGapDuringFaultNs = Self.first(.stepCommanded, in: record).map { start in
        let end = origin + max(start, heal ?? record.end)
        return longestWriteGap(history: history, from: origin + start, to: end).gap
      }
      longestWriteGapAfterHealNs = heal.map { heal in
        longestWriteGap(history: history, from: origin + heal, to: origin + record.end).gap
      }
    } else {
      verdicts = []
      series = WriteSeries(bucketNs: Self.bucket, buckets: [])
      longestWriteGapNs = record.end
    }
    restores = record.restores.map { clock.time($0) }
    let replicas = Self.replicas(record)
    verdicts += replicas.map { [$0] } ?? []
    attribution = Self.attribution(record, series: series, clock: clock)
    recorded = RecordedRun(
      timeline: timeline, verdicts: Self.scored(verdicts), series: series,
      responder: record.responder, restores: restores, grades: Grades(record.people.log),
      isSham: record.people.isSham)
    score = Scoring.score(
      plan: record.plan, run: recorded, twin: twin?.recorded, rubric: record.constants.rubric,
      service: record.constants.service.adapted(toLive: record.plan.liveBudget))
    score.constants = record.constantsMark
  }

  /// Causes are found on the clock on which operations were recorded, and then told on the
  /// exercise's.
  private static func attribution(
    _ record: RunRecord, series: WriteSeries, clock: ExerciseClock
  ) -> Attribution {
    let origin = record.origin
    var series = series
    if clock.hasStood, let history = record.history {
      series = WriteSeries(
        history: history, origin: origin, end: origin + record.end, bucket: bucket)
    }
    return clock.time(
      Attributing.attribute(
        record.history.map {
          FailedOperations.all(
            in: $0, origin: origin, readsAskQuorum: record.plan.workload.readsAskQuorum)
        } ?? [],
        plan: record.plan, timeline: record.timeline, series: series, ablation: record.ablation))
  }

  /// Whether every fault was proved and healed.
  package var isValid: Bool { defects.isEmpty }

  /// The verdict on the claims that the database makes.
  package var claimed: Validity {
    verdicts.filter { $0.detail["claimed"]?.flag == true }.map(\.result)
      .reduce(.valid) { $0.merged(with: $1) }
  }

  /// 3 where the exercise is invalid, 1 at a refuted claim or a gap of blue, 2 unknown, else 0.
  package var exitCode: Int32 {
    if !isValid { return 3 }
    switch claimed {
    case .invalid: return 1
    case .unknown: return 2
    case .valid: break
    }
    let hasGap = record.responder != "none" && (score.readiness ?? 5) < 5
    return hasGap ? 1 : 0
  }

  /// What the members held in the end; nil where nobody looked and nobody claims anything.
  private static func replicas(_ record: RunRecord) -> Verdict? {
    let event = record.timeline.last { $0.kind == .replicasCompared }
    return Replicas.check(
      event.flatMap { ReplicaComparison(fields: $0.fields) }, claims: record.plan.claims)
  }

  /// What members hold counts as damage only where the database promises that it is the same.
  private static func scored(_ verdicts: [Verdict]) -> [Verdict] {
    verdicts.filter { $0.checker != Replicas.checker || $0.detail["claimed"]?.flag == true }
  }

  /// When something of that kind first happened to an injected fault.
  private static func first(_ kind: TimelineEvent.Kind, in record: RunRecord) -> Nanoseconds? {
    let faults = Set(record.plan.steps.filter { $0.verb == .inject }.map(\.name))
    return record.timeline.first { event in
      event.kind == kind && event.step.map(faults.contains) ?? false
    }?.timeNs
  }
}
