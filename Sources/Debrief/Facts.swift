import Vocabulary

/// What the evidence adds up to, worked out once for the page, the Markdown and the terminal.
struct Facts: Sendable {
  let input: DebriefInput
  /// The real run's curve.
  let curve: CurveFacts
  /// The twin's curve.
  let twinCurve: CurveFacts?
  let moves: [BlueMove]
  let beliefs: [Belief]
  /// The end of the clock: the last event or the last bucket.
  let end: Nanoseconds

  init(_ input: DebriefInput) {
    self.input = input
    let first = input.faults.compactMap(\.commandedNs).min()
    curve = CurveFacts(input.series, firstCommand: first)
    if let twin = input.twin {
      let command = twin.timeline.filter { $0.kind == .stepCommanded }.map(\.timeNs).min()
      twinCurve = CurveFacts(twin.series, firstCommand: command ?? first)
    } else {
      twinCurve = nil
    }
    moves = BlueMove.all(in: input.timeline, plan: input.plan, grading: input.grading)
    beliefs = Belief.all(in: input.timeline, moves: moves)
    let last = input.timeline.map(\.timeNs).max() ?? .zero
    end = max(last, max(curve.end, Nanoseconds.milliseconds(1)))
  }

  /// Whether anybody or anything was to respond.
  var hasResponder: Bool { input.responder != "none" }

  /// Faults whose effect a probe saw.
  var effective: [FaultRecord] { input.faults.filter { $0.effectiveNs != nil } }

  /// The verdict that counted acknowledged writes.
  var durability: Verdict? { input.verdicts.first { $0.detail["lost"] != nil } }

  /// Acknowledged writes that were missing at the end; nil where nobody could tell.
  var lost: Int64? {
    guard let verdict = durability, let lost = verdict.detail["lost"]?.whole else { return nil }
    return verdict.result == .unknown && lost == 0 ? nil : lost
  }

  /// Acknowledged writes of the whole run.
  var acknowledged: Int64 {
    durability?.detail["acknowledged"]?.whole
      ?? Int64(input.series.buckets.reduce(0) { $0 + $1.acknowledged })
  }

  /// The longest time without an acknowledged write.
  static func longestGap(in verdicts: [Verdict]) -> Nanoseconds? {
    verdicts.lazy.compactMap { $0.detail["longest_write_gap_ms"]?.double }.first
      .map { .seconds($0 / 1000) }
  }

  /// Lost acknowledged writes by any checker's count.
  static func lost(in verdicts: [Verdict]) -> Int64? {
    verdicts.lazy.compactMap { $0.detail["lost"]?.whole }.first
  }

  /// The first cure that was asked for, by hand or by the end of a life.
  var firstHeal: Nanoseconds? {
    input.timeline.first { $0.kind == .healCommanded }?.timeNs
      ?? input.faults.compactMap(\.healedNs).min()
  }

  /// The longest harm, if it began only once something was healed.
  var harmAtHeal: CurveFacts.Interval? {
    guard let worst = curve.worst else { return nil }
    // A stretch of the curve is coarser than the heal's moment: allow one stretch before it.
    let start = worst.start + curve.stretch + .milliseconds(100)
    let begun = input.faults.filter { ($0.commandedNs ?? worst.end) < worst.end }
    let areHealed = begun.allSatisfy { fault in
      let heal = input.timeline.first { $0.kind == .healCommanded && $0.step == fault.id }
      return (heal?.timeNs ?? fault.healedNs).map { $0 <= start } ?? false
    }
    return !begun.isEmpty && areHealed ? worst : nil
  }

  /// The safety limit that ended the exercise.
  var abort: TimelineEvent? { input.timeline.first { $0.kind == .limitReached } }

  /// The end of blue's first command that changed something; nil where nothing was done.
  var firstAction: Nanoseconds? {
    input.timeline.first { event in
      event.kind == .actionExecuted && event.fields["mutating"]?.flag != false
        && (event.fields["exit"]?.whole ?? 0) == 0
    }?.timeNs
  }

  /// Whether a step may stay to the end by design: an operation whose end nobody asked for.
  func lastsToTheEnd(_ fault: FaultRecord) -> Bool {
    let step = input.plan.steps.first { $0.name == fault.id }
    let isEnded = input.timeline.contains {
      $0.step == fault.id && ($0.kind == .healCommanded || $0.kind == .healUnproved)
    }
    return step?.verb == .operate && step?.lifeNs == nil && !isEnded
  }

  /// Whether a step is over once it is done, such as a backup or a restart: a point, not a bar.
  func isOneShot(_ fault: FaultRecord) -> Bool {
    lastsToTheEnd(fault) && fault.kind != "maintenance.stop"
  }

  /// The first alert that the mission counts, no earlier than T0; else the first alert of any name.
  var firstAlert: TimelineEvent? {
    let start = input.score.times.t0Ns ?? .zero
    let alerts = input.timeline.filter { $0.kind == .alertFired }
    return alerts.first {
      $0.timeNs >= start && input.plan.blue.signatures.contains($0.fields["alert"]?.text ?? "")
    } ?? alerts.first
  }

  /// `etcd 3.4.23`, from whatever the database says of its version.
  var database: String {
    let kind = input.plan.database.kind
    guard let words = input.environment["database_version"]?.text else { return kind }
    let number = words.split { !("0"..."9" ~= $0 || $0 == ".") }.first {
      $0.first != "." && $0.last != "." && $0.contains(".")
    }
    return "\(kind) \(number.map(String.init) ?? words)"
  }

  /// Whether an alert fired that the mission counts as relevant, or one that it does not.
  func hasAlert(thatCounts counts: Bool) -> Bool {
    input.timeline.contains {
      $0.kind == .alertFired
        && input.plan.blue.signatures.contains($0.fields["alert"]?.text ?? "") == counts
    }
  }

  /// The time from T0 to a later moment.
  func sinceT0(_ moment: Nanoseconds?) -> Nanoseconds? {
    guard let moment, let start = input.score.times.t0Ns else { return nil }
    return moment - start
  }

  /// Whether the mission came to no harm that anyone had to mend.
  var isHarmless: Bool { curve.harm.isEmpty && (lost ?? 0) == 0 && !input.hasInvalidVerdict }
}

extension DebriefInput {
  /// Whether a checker found a violation.
  var hasInvalidVerdict: Bool { verdicts.contains { $0.result == .invalid } }
}
