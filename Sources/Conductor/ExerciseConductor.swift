import Databases
import Evidence
package import Faults
import Ranges
package import Vocabulary

/// Turns a planned step into actions, undo and probes; the catalogue's, or a test's saboteur.
package typealias FaultCompiler =
  @Sendable (_ step: PlannedStep, _ cluster: ClusterFacts) -> CompiledFault?

/// Conducts one exercise on a cluster that is up and loaded: steps, probes, alerts, blue, limits.
///
/// Shape:  the decisions are in pure state machines (`StepSchedule`, `AlertRules`,
///         `RunbookResponder`); this actor feeds them and carries out what they say.
/// Effect: every command, proof, alert and action is in the timeline, on one clock.
/// Errors: none are thrown; what goes wrong is an event, and the exercise is invalid by it.
package actor ExerciseConductor {
  let plan: Plan
  let cluster: Cluster
  let timeline: any TimelineSink
  let clock: @Sendable () -> Nanoseconds
  let origin: Nanoseconds
  let isInterrupted: @Sendable () -> Bool
  let mayStart: @Sendable () -> Bool
  let progress: @Sendable (String) -> Void
  let ending: ExerciseEnding
  let compile: FaultCompiler

  var schedule: StepSchedule
  /// Which stands while people pause.
  var exerciseClock = ExerciseClock()
  var alerts: AlertSource
  /// What dashboards last showed; nil while blue has them.
  var frozenFacts: ConditionFacts?
  var responder: RunbookResponder?
  var facts: ConditionFacts
  var load: LoadWatch
  var limits: LimitWatch
  var observer: ClusterObserver
  /// Each member's identifier at the start: a member that is silent keeps it.
  let identifiers: [HostName: String]
  /// Where the load's history grows.
  let history: String
  /// The clusters that a command may reach.
  var identities = ClusterIdentities()
  /// What the tool of the database said of each backup.
  var backups: [String: BackupFigures] = [:]
  var compiled: [StepName: CompiledFault] = [:]
  var held: [StepName] = []
  var healing: Set<StepName> = []
  /// How what blue stopped for maintenance is undone.
  var stoppedByBlue: [CompiledFault] = []
  var running: [Task<Void, Never>] = []
  var containedSince: Nanoseconds?
  /// When a step last took effect or was healed, or blue last acted: what follows is not known yet.
  var lastChange = Nanoseconds.zero
  var stop: ExerciseOutcome?
  /// Whether somebody stopped everything at once: nothing is injected, and proofs are not awaited.
  var isAborted = false
  /// Whether a safety limit was reached.
  var hasReachedLimit = false
  var blueActions = 0
  var lastRenewal = Nanoseconds.zero
  /// When it last conducted; a long gap is one in which nobody did.
  var lastTick = Nanoseconds.zero
  var lastProgress = Nanoseconds.zero

  /// A conductor whose clock starts at `origin`.
  package init(
    plan: Plan, cluster: Cluster, timeline: any TimelineSink, history: String,
    responder: Responder, ending: ExerciseEnding, status: ClusterStatus, origin: Nanoseconds,
    clock: @escaping @Sendable () -> Nanoseconds,
    compile: @escaping FaultCompiler, isInterrupted: @escaping @Sendable () -> Bool,
    mayStart: @escaping @Sendable () -> Bool = { true },
    progress: @escaping @Sendable (String) -> Void
  ) {
    self.plan = plan
    self.cluster = cluster
    self.timeline = timeline
    self.clock = clock
    self.origin = origin
    self.compile = compile
    self.isInterrupted = isInterrupted
    self.mayStart = mayStart
    self.progress = progress
    self.ending = ending
    schedule = StepSchedule(steps: plan.steps)
    alerts =
      cluster.monitoring == nil
      ? .builtIn(AlertRules(leader: status.leader)) : .alertmanager(PagedAlerts())
    if case .runbook(let runbook) = responder {
      self.responder = RunbookResponder(runbook: runbook)
    }
    facts = ConditionFacts(members: plan.hosts.map(\.name))
    facts.lookAlikes = plan.database.lookAlikes
    self.history = history
    load = LoadWatch(history: history, claims: plan.claims)
    limits = LimitWatch(conditions: plan.limits.stopWhen)
    observer = ClusterObserver()
    identifiers = status.members.reduce(into: [:]) { $0[$1.host] = $1.id }
  }

  /// What faults are compiled with: what is known of the cluster by now.
  var clusterFacts: ClusterFacts {
    var facts = ClusterFacts(
      kind: cluster.database.kind, layout: cluster.layout,
      identifiers: (observer.last?.members ?? []).reduce(into: identifiers) {
        if let id = $1.id { $0[$1.host] = id }
      },
      backups: cluster.sandbox.record.places.backups)
    facts.monitoring = cluster.monitoring
    let serving = observer.last?.serving ?? []
    facts.lookAlike = cluster.lookAlike
    facts.serving = serving.filter { $0 == observer.last?.leader } + serving
    return facts
  }

  /// The offset of this moment.
  var now: Nanoseconds { clock() - origin }

  /// The exercise clock, by which steps are due and the window ends; it stands during a pause.
  var exerciseNow: Nanoseconds { exerciseClock.time(now) }

  /// Tells the schedule, whose times and facts are on the exercise clock.
  ///
  /// The rules are asked each time: what was recorded as a stop holds from that record on.
  func tellSchedule(_ event: StepSchedule.Event) {
    schedule.isBlocked = !mayStart()
    carryOut(schedule.handle(event, at: exerciseNow, facts: facts.on(exerciseClock)))
  }

  /// Runs to the end and heals everything; returns why it ended.
  package func run() async -> ExerciseOutcome {
    lastTick = now
    while stop == nil {
      await tick()
      try? await Task.sleep(for: .milliseconds(10))
    }
    for task in running { await task.value }
    // A cluster that was made anew is read before the members of the old one come back.
    if !isDiscarded { await keepingLeases { await healEverything() } }
    let outcome = stop ?? ExerciseOutcome(reason: "stopped", isWhole: false, measured: nil)
    let measured = outcome.measured.map { span -> JSONValue in
      [
        "from_ns": .integer(span.lowerBound.rawValue), "to_ns": .integer(span.upperBound.rawValue),
      ]
    }
    timeline.append(
      .white, .exerciseEnded, at: now, step: nil, host: nil,
      [
        "reason": .string(outcome.reason), "whole": .bool(outcome.isWhole),
        "measured": measured ?? .null,
      ])
    return outcome
  }

  /// The first reason to stop stands.
  func end(_ reason: String, isWhole: Bool, measured: ClosedRange<Nanoseconds>? = nil) {
    if stop == nil {
      stop = ExerciseOutcome(reason: reason, isWhole: isWhole, measured: measured)
    }
  }

  private func tick() async {
    let now = now
    if case .people = ending, now >= lastTick + plan.limits.leaseNs { standStill(since: lastTick) }
    lastTick = now
    await renew(at: now)
    load.read(now: clock())
    facts.writeSuccess = load.writeSuccess
    noteViolations(at: now)
    noteAlerts(at: now)
    freezeDashboards()
    tellSchedule(.tick)
    play(at: now)
    judge(at: now)
    report(at: now)
  }

  /// Renews leases while faults are undone in their order, however long one waits for another.
  func keepingLeases(_ body: () async -> Void) async {
    let renewal = Task {
      while !Task.isCancelled {
        await renew(at: now)
        try? await Task.sleep(for: .milliseconds(50))
      }
    }
    await body()
    renewal.cancel()
  }

  /// A lease is renewed four times before it would run out.
  private func renew(at now: Nanoseconds) async {
    let quarter = Nanoseconds(rawValue: plan.limits.leaseNs.rawValue / 4)
    guard now >= lastRenewal + min(quarter, .seconds(1)) else { return }
    lastRenewal = now
    do {
      try await cluster.connection.ask(.renew)
    } catch {
      end("the range's agent is gone", isWhole: false)
    }
  }

  /// Writes down what the history shows against the database's promise, while the exercise runs.
  private func noteViolations(at now: Nanoseconds) {
    for violation in load.takeViolations() {
      timeline.append(
        .system, .violationSeen, at: now, step: nil, host: nil,
        [
          "anomaly": .string(violation.name), "key": .string(violation.key ?? ""),
          "summary": .string(violation.summary),
        ])
      progress("\(violation.name) on key \(violation.key ?? ""): \(violation.summary)")
    }
  }

  private func judge(at now: Nanoseconds) {
    if let condition = limits.reached(
      writeSuccess: load.writeSuccess, redundancy: facts.redundancy, lost: load.lost, at: now)
    {
      timeline.append(
        .white, .limitReached, at: now, step: nil, host: nil, ["condition": .string(condition)])
      hasReachedLimit = true
      end("limit reached: \(condition)", isWhole: true)
    }
    if isInterrupted() { end("interrupted by a person", isWhole: false) }
    if exerciseNow >= plan.budget.windowNs { end("the window is over", isWhole: true) }
    switch ending {
    case .settled(let hold):
      let isContained = plan.blue.contained.clauses.allSatisfy { holds($0) }
      if !isContained { containedSince = nil }
      if isContained && containedSince == nil { containedSince = now }
      let isQuiet =
        schedule.isFinished && healing.isEmpty && responder?.isBusy != true
        && !facts.alerts.keys.contains { plan.blue.signatures.contains($0.name) }
      guard isQuiet, let since = containedSince,
        // The score reads the curve in steps, and needs the whole hold within them.
        now >= max(since, lastChange) + hold + .seconds(2)
      else { return }
      end("every step is over and the cluster is whole", isWhole: true)
    case .measured(let settle, let span):
      let effects = plan.steps.map { facts.effective[$0.name] }
      guard !effects.contains(nil) else { return }
      let start = (effects.compactMap { $0 }.max() ?? .zero) + settle
      if now >= start + span {
        end("measured", isWhole: true, measured: start...(start + span))
      }
    case .horizon(let span): if exerciseNow >= span { end("the horizon is reached", isWhole: true) }
    case .people: break
    }
  }

  private func holds(_ clause: Predicate.Clause) -> Bool {
    switch clause.metric {
    case .writeSuccess: load.writeSuccess.map { clause.holds($0) } ?? false
    case .redundancy: facts.redundancy.map { clause.holds(Double($0)) } ?? false
    case .acknowledgedLoss: clause.holds(Double(load.lost))
    }
  }

  private func report(at now: Nanoseconds) {
    guard now >= lastProgress + .seconds(2) else { return }
    lastProgress = now
    let success = load.writeSuccess.map { "\(Int($0 * 100)) %" } ?? "–"
    progress(
      "writes \(load.writesPerSecond)/s, \(success) acknowledged, "
        + "leader \(facts.leader?.rawValue ?? "none"), margin \(facts.redundancy ?? 0)")
  }
}
