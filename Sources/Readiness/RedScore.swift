package import Vocabulary

/// How red fared: whether the harm was reached before blue saw it, and where the plan was left.
///
/// Shape:  pure; from the same evidence as the score. Times are on the exercise's clock.
/// Source: `docs/reference/score.md`, "Red".
package struct RedScore: Sendable, Equatable, Codable {
  /// The mission's objective.
  package var objective: Objective
  /// Whether it was reached, and before what.
  package var outcome: Outcome
  /// When it was reached; nil where it was not, or where nobody can say when.
  package var reachedNs: Nanoseconds?
  /// What shows it, in words.
  package var reason: String
  /// How long red wanted to stay unseen, or blue had to notice: the mission's `detect`.
  package var windowNs: Nanoseconds
  /// T1 − T0; nil where blue never noticed.
  package var detectedAfterNs: Nanoseconds?
  /// Where the plan was left: held, released, brought forward, skipped.
  package var deviations: [Departure]
  /// What red asked of white.
  package var legUps: [Departure]

  /// How far red came.
  package enum Outcome: String, Sendable, Codable, CaseIterable {
    /// Before blue saw anything.
    case beforeDetection = "before T1"
    /// After blue had seen it, before it was contained.
    case beforeContainment = "before T4"
    /// Reached, and when is not known.
    case reached
    /// Not reached, or only after containment.
    case not
  }

  /// Something that was not as planned.
  package struct Departure: Sendable, Equatable, Codable {
    /// The event that shows it.
    package var sequence: Int
    /// When.
    package var atNs: Nanoseconds
    /// What happened, for people.
    package var text: String
  }

  /// Whether blue noticed within the window; false where blue never did.
  package var isSeenInTime: Bool { detectedAfterNs.map { $0 <= windowNs } ?? false }

  /// Reads it off a recorded run and its score; nil where nothing took effect.
  package init?(
    plan: Plan, run: RecordedRun, score: Score, attribution: Attribution?,
    rubric: Rubric = .standard
  ) {
    guard let t0 = score.times.t0Ns else { return nil }
    objective = plan.objective
    windowNs = plan.budget.detectNs
    detectedAfterNs = score.times.t1Ns.map { max($0 - t0, .zero) }
    let harm = Harm(
      plan: plan, run: run, attribution: attribution, from: t0, rubric: rubric)
    reachedNs = harm.timeNs
    reason = harm.words
    outcome = Self.outcome(harm, score.times)
    deviations = run.timeline.compactMap(Self.deviation)
    legUps = run.events(.legUpAsked).map { event in
      Departure(
        sequence: event.sequence, atNs: event.timeNs,
        text: event.fields["text"]?.text ?? "asked white")
    }
  }

  private static func outcome(_ harm: Harm, _ times: Score.Times) -> Outcome {
    guard harm.isReached else { return .not }
    guard let time = harm.timeNs else { return .reached }
    if times.t1Ns.map({ time <= $0 }) ?? true { return .beforeDetection }
    return times.t4Ns.map { time <= $0 } ?? true ? .beforeContainment : .not
  }

  private static func deviation(_ event: TimelineEvent) -> Departure? {
    let step = event.step?.rawValue ?? "a step"
    let reason = event.fields["reason"]?.text.map { ": \($0)" } ?? ""
    let words: String? =
      switch event.kind {
      case .stepHeld: "\(step) held back"
      case .stepReleased: "\(step) released"
      case .stepTriggered: "\(step) brought forward"
      case .stepSkipped: "\(step) skipped\(reason)"
      default: nil
      }
    return words.map { Departure(sequence: event.sequence, atNs: event.timeNs, text: $0) }
  }
}

/// When the harm that red wanted was there, by what was measured.
struct Harm {
  var isReached = false
  var timeNs: Nanoseconds?
  var words: String

  init(
    plan: Plan, run: RecordedRun, attribution: Attribution?, from t0: Nanoseconds, rubric: Rubric
  ) {
    switch plan.objective {
    case .unavailability:
      let first = run.curve(plan, rubric: rubric).samples.first {
        $0.timeNs >= t0 && $0.success < 0.5
      }
      isReached = first != nil
      timeNs = first?.timeNs
      words =
        first == nil
        ? "at least half of the writes succeeded in every second"
        : "the first second in which more than half of the writes failed"
    case .dataLoss:
      let entries = attribution?.entries.filter { $0.counts.lost > 0 } ?? []
      let lost = entries.reduce(0) { $0 + $1.counts.lost }
      isReached = lost > 0 || run.verdicts.contains { ($0.detail["lost"]?.whole ?? 0) > 0 }
      timeNs = entries.map { Self.taken($0, run) }.min()
      words = isReached ? "acknowledged writes are gone" : "no acknowledged write was lost"
    case .corruption:
      let stale = attribution?.marks.filter { $0.harm == .stale }.map(\.startNs).min()
      let broken = run.verdicts.filter {
        $0.result == .invalid && $0.checker != "availability"
      }
      isReached = stale != nil || !broken.isEmpty
      timeNs = stale
      words =
        broken.first.map { "\($0.checker) does not hold" }
        ?? (stale == nil ? "every promise held" : "a read was behind")
    }
  }

  /// A write is not lost before it was acknowledged, nor before what took it was in effect.
  private static func taken(_ entry: Attribution.Entry, _ run: RecordedRun) -> Nanoseconds {
    let shown = Set(entry.evidence)
    let effects = run.timeline.filter {
      shown.contains($0.sequence) && ($0.kind == .stepEffective || $0.kind == .actionExecuted)
    }
    return max(entry.firstNs, effects.map(\.timeNs).min() ?? entry.firstNs)
  }
}
