import Vocabulary

/// The five rows of the blast radius table.
struct BlastMeter {
  let plan: Plan
  let run: RecordedRun
  let scale: Double
  let service: ServiceConstants
  /// The RTO on the scale of a live exercise.
  let recoveryTime: Nanoseconds
  private let curve: SuccessCurve
  private let start: Nanoseconds
  private let loss: LossCount

  struct Row {
    var dimension: BlastRadius.Dimension
    var rule: String
    var evidence: [Int] = []

    init(_ name: String, _ measured: String, _ level: Int, rule: String, evidence: [Int] = []) {
      dimension = .init(name: name, measured: measured, level: level)
      self.rule = rule
      self.evidence = evidence
    }
  }

  init(plan: Plan, run: RecordedRun, scale: Double, rubric: Rubric, service: ServiceConstants) {
    self.plan = plan
    self.run = run
    self.scale = scale
    self.service = service
    recoveryTime =
      service.recoveryTimeNs
      ?? Nanoseconds(rawValue: Int64(Double(plan.budget.slaNs.rawValue) * scale))
    curve = run.curve(plan, rubric: rubric)
    // Damage counts from the first disturbance: an operator's step may do it before T0.
    start = run.events(.stepCommanded).first?.timeNs ?? .zero
    loss = LossCount(run.verdicts, service: service)
  }

  private func live(_ span: Nanoseconds) -> Nanoseconds {
    Nanoseconds(rawValue: Int64(Double(span.rawValue) * scale))
  }

  private var disturbed: [SuccessCurve.Sample] { curve.samples.filter { $0.timeNs > start } }

  private func isOut(_ sample: SuccessCurve.Sample) -> Bool {
    1 - sample.success >= service.outageShare
  }

  /// Ends of the samples in outages that the database itself ended, such as an election.
  ///
  /// How long a response takes is compressed in a rehearsal; a timeout of the database is not, so
  /// an outage that ended without a cure, a command or the end of the run is as long as it was.
  private var selfEnded: Set<Nanoseconds> {
    let cures = run.events(.healCommanded, .healProved, .actionExecuted).filter {
      $0.kind != .actionExecuted || $0.fields["mutating"]?.flag == true
    }.flatMap { event -> [Nanoseconds] in
      // What a command does begins when it begins; its event is written when it is over.
      let started = event.fields["started_ns"]?.whole.map(Nanoseconds.init(rawValue:))
      return [event.timeNs] + (started.map { [$0] } ?? [])
    }
    var found: Set<Nanoseconds> = []
    var stretch: [Nanoseconds] = []
    for sample in disturbed {
      if isOut(sample) {
        stretch.append(sample.timeNs)
        continue
      }
      if let first = stretch.first, !cures.contains(where: { $0 > first && $0 <= sample.timeNs }) {
        found.formUnion(stretch)
      }
      stretch = []
    }
    return found
  }

  /// A time of which a part is as long as it would be in a live exercise.
  private func shown(_ whole: Nanoseconds, live: Nanoseconds) -> String {
    live == whole
      ? Figures.span(whole)
      : "\(Figures.span(whole)) (\(Figures.span(live)) in a live exercise)"
  }

  /// The first disturbance and the end: between them the write curve was read.
  private var horizon: [Int] {
    [run.events(.stepCommanded).first?.sequence, run.events(.exerciseEnded).first?.sequence]
      .compactMap(\.self)
  }

  private static func steps(_ sign: String, _ shares: [Double]) -> String {
    let words = shares.enumerated().map { "\(sign) \(Figures.percent($1)) \($0 + 1)" }
    return words.joined(separator: ", ") + ", else \(shares.count + 1)"
  }

  var availability: Row {
    let real = selfEnded
    func failed(_ samples: [SuccessCurve.Sample]) -> Nanoseconds {
      .seconds(samples.reduce(0) { $0 + (1 - $1.success) } * curve.stepNs.inSeconds)
    }
    let kept = failed(disturbed.filter { real.contains($0.timeNs) })
    let other = failed(disturbed.filter { !real.contains($0.timeNs) })
    let bad = kept + other
    let lasting = kept + live(other)
    let share = Double(lasting.rawValue) / Double(service.errorBudgetNs.rawValue)
    let above = service.budgetShares.filter { share >= $0 }.count
    let undisturbed =
      curve.undisturbedPerS.map { ", undisturbed \(Figures.fixed($0)) writes/s" } ?? ""
    return Row(
      "availability",
      "\(shown(bad, live: lasting)) of failed writes, "
        + "\(Figures.percent(share)) of the monthly error budget of "
        + "\(Figures.span(service.errorBudgetNs))\(undisturbed)", 1 + above,
      rule: "Σ error ratio · dt ÷ budget: \(Self.steps("<", service.budgetShares))",
      evidence: horizon)
  }

  /// Time in which an outage's share of the writes failed, not stretched to a live exercise.
  var outageNs: Nanoseconds {
    Nanoseconds(rawValue: curve.stepNs.rawValue * Int64(disturbed.count(where: isOut)))
  }

  var outage: Row {
    let real = selfEnded
    let failing = disturbed.filter(isOut)
    let kept = failing.count { real.contains($0.timeNs) }
    func length(_ samples: Int) -> Nanoseconds {
      Nanoseconds(rawValue: curve.stepNs.rawValue * Int64(samples))
    }
    let lasting = length(kept) + live(length(failing.count - kept))
    // Either end is known to a bucket; a value within that of a boundary takes the higher level.
    let ends = curve.stepNs + curve.stepNs
    let bound =
      failing.isEmpty ? .zero : lasting + (kept < failing.count ? live(ends) : ends)
    let half = Nanoseconds(rawValue: recoveryTime.rawValue / 2)
    let level =
      switch bound {
      case .zero: 1
      case ...service.shortOutageNs: 2
      case ...half: 3
      case ...max(recoveryTime, service.extendedOutageNs): 4
      default: 5
      }
    return Row(
      "outage",
      "\(shown(length(failing.count), live: lasting)) with "
        + "≥ \(Figures.percent(service.outageShare)) of writes failing", level,
      rule: "0 1, ≤ \(Figures.span(service.shortOutageNs)) 2, ≤ RTO/2 3, "
        + "≤ max(RTO, \(Figures.span(service.extendedOutageNs))) 4, longer 5",
      evidence: horizon)
  }

  /// Whether the last restore brought everything back, or all but what its RPO allows.
  private func restored(_ tried: TimelineEvent?) -> (isBack: Bool, words: String) {
    guard let tried else { return (false, "no restore was tried") }
    guard tried.fields["recovered"]?.flag != true else { return (true, "restored") }
    guard let figures = run.restores.last(where: { $0.step == tried.step }),
      figures.foreign.isEmpty, let point = figures.recoveryPointNs,
      let allowed = service.recoveryPointNs
    else { return (false, "not restored") }
    let isBack = live(point) <= allowed
    let span = shown(point, live: live(point))
    return (isBack, "restored but for \(span), \(isBack ? "within" : "beyond") the RPO")
  }

  var data: Row {
    let rule =
      "nothing 1, stale reads 2, order broken 3, lost but restored within the RPO 4, else 5"
    let open =
      loss.undecided.isEmpty
      ? "" : "; \(loss.undecided.joined(separator: ", ")) undecided: at least"
    // Restored values that no client wrote hide what is lost from reads, not from the comparison.
    let lost = max(loss.lost, run.restores.last?.lost ?? 0)
    if lost > 0 {
      let tried = run.events(.restoreTried).last
      let (isBack, restore) = restored(tried)
      return Row(
        "data", "\(lost) acknowledged lost or corrupt, \(restore)", isBack ? 4 : 5,
        rule: rule, evidence: tried.map { [$0.sequence] } ?? [])
    }
    if loss.disordered > 0 {
      return Row("data", "\(loss.disordered) violations of the claims\(open)", 3, rule: rule)
    }
    if loss.stale > 0 { return Row("data", "\(loss.stale) stale reads\(open)", 2, rule: rule) }
    if run.verdicts.isEmpty {
      return Row("data", "no checker was run: at least", 1, rule: rule)
    }
    return Row("data", "nothing acknowledged was lost\(open)", 1, rule: rule)
  }

  var scope: Row {
    let share = Double(loss.keys.count) / Double(max(1, plan.workload.keys))
    let above = service.scopeShares.filter { share > $0 }.count
    return Row(
      "scope", "\(loss.keys.count) of \(plan.workload.keys) keys with an anomaly", 1 + above,
      rule: "\(Self.steps("≤", service.scopeShares)); time without service is counted above",
      evidence: horizon)
  }

  var latent: Row {
    let short = Figures.span(service.shortExposureNs)
    let rule =
      "never below rest, or ≥ 2, or back in \(short) 1; one left 2; none left ≤ \(short) 3, "
      + "longer 4"
    let probes = run.events(.redundancySeen)
    guard let first = probes.first, let rest = first.fields["margin"]?.double else {
      return Row("latent", "redundancy was not measured: at least", 1, rule: rule)
    }
    let end = run.end(plan)
    var none: Int64 = 0
    var one: Int64 = 0
    var lowest = rest
    for (index, probe) in probes.enumerated() {
      guard let margin = probe.fields["margin"]?.double else { continue }
      let until = index + 1 < probes.count ? probes[index + 1].timeNs : end
      let length = max(0, min(until, end).rawValue - max(probe.timeNs, start).rawValue)
      if length == 0 { continue }
      lowest = min(lowest, margin)
      if margin >= rest { continue }
      if margin <= 0 { none += length } else if margin <= 1 { one += length }
    }
    let bare = Nanoseconds(rawValue: none)
    let thin = Nanoseconds(rawValue: one)
    let limit = service.shortExposureNs
    let level =
      if none > 0 { live(bare) <= limit ? 3 : 4 } else { live(thin) > limit ? 2 : 1 }
    return Row(
      "latent",
      "lowest margin \(Figures.fixed(lowest, 0)), \(Figures.fixed(rest, 0)) at rest; "
        + "\(shown(bare, live: live(bare))) with none left", level, rule: rule,
      evidence: probes.filter { ($0.fields["margin"]?.double ?? rest) < rest }.map(\.sequence))
  }
}
