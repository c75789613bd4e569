package import Vocabulary

/// What was recorded of one exercise, as the scorer reads it: all times on the exercise's clock.
package struct RecordedRun: Sendable, Equatable {
  /// `timeline.jsonl`.
  package var timeline: [TimelineEvent]
  /// What the checkers said.
  package var verdicts: [Verdict]
  /// Writes over time.
  package var series: WriteSeries
  /// `people`, `runbook:<name>` or `none`.
  package var responder: String
  /// What each restore brought back, in order.
  package var restores: [RestoreFigures]
  /// What raters gave to what no machine can grade.
  package var grades: Grades
  /// Nothing was to be injected: the run measures false alarms.
  package var isSham: Bool

  /// A run as it was recorded.
  package init(
    timeline: [TimelineEvent], verdicts: [Verdict], series: WriteSeries, responder: String,
    restores: [RestoreFigures] = [], grades: Grades = Grades(), isSham: Bool = false
  ) {
    self.timeline = timeline.sorted { ($0.timeNs, $0.sequence) < ($1.timeNs, $1.sequence) }
    self.verdicts = verdicts
    self.series = series
    self.responder = responder
    self.restores = restores
    self.grades = grades
    self.isSham = isSham
  }

  /// The events of one kind, in order of time.
  func events(_ kinds: TimelineEvent.Kind...) -> [TimelineEvent] {
    timeline.filter { kinds.contains($0.kind) }
  }

  /// How far a twin was played, where that is less than the window.
  func shortTwin(_ plan: Plan) -> ShortTwin? {
    ShortTwin(timeline, windowNs: plan.budget.windowNs)
  }

  /// The end of what was observed: the window, the exercise's end or the load's, the earliest.
  func end(_ plan: Plan) -> Nanoseconds {
    let ended = events(.exerciseEnded).first?.timeNs ?? plan.budget.windowNs
    let end = min(plan.budget.windowNs, ended)
    let recorded = Nanoseconds(
      rawValue: series.bucketNs.rawValue * Int64(series.buckets.count))
    // The load's last answers come within its timeout; a longer silence is an outage.
    let grace = plan.workload.timeoutNs + .seconds(1)
    return recorded < end && end - recorded <= grace ? recorded : end
  }

  /// The write curve up to `end`.
  func curve(_ plan: Plan, rubric: Rubric) -> SuccessCurve {
    let disturbing = Set(
      plan.steps.filter { $0.verb == .inject || $0.verb == .operate }.map(\.name))
    let first = events(.stepCommanded).first { $0.step.map(disturbing.contains) ?? false }
    return SuccessCurve(
      series, until: end(plan), firstStepNs: first?.timeNs,
      demandPerS: plan.workload.ratePerS.map { $0 * (1 - plan.workload.reads) },
      starvedShare: rubric.starvedShare)
  }
}
