import Evidence
import LinuxHost
import Ranges
import Vocabulary

/// The three parts of every exercise, a rehearsal's and one with people: prepare, begin, conclude.
extension ExerciseRun {
  /// Brings the range up, arranges roles, loads it and proves the way of an alert.
  func prepare() async throws -> PreparedRange {
    progress("range  starting \(plan.database.hosts) hosts with \(plan.database.kind)")
    let cluster = try await Cluster.up(
      name: rangeName, evidence: folder.path, specification: plan.database,
      monitoring: try monitoringInterval, hasOps: hasOps,
      leader: plan.hosts.first { $0.role == "leader" }?.name,
      linger: linger ?? plan.limits.leaseNs + .seconds(20), clock: clock)
    let pages = PageLog(path: folder.alerts)
    let feed = ClusterFeed(pages: pages)
    let reading = Task { await feed.read(cluster.connection.events) }
    do {
      progress("range  healthy after \(Self.seconds(cluster.upNs))")
      try await cluster.startMonitor()
      try await writeEnvironment(cluster)
      let status = try await arrangeRoles(cluster, feed)
      try await startLoad(cluster, feed)
      try await awaitMonitoring(cluster, feed)
      return PreparedRange(
        cluster: cluster, feed: feed, pages: pages, status: status, reading: reading)
    } catch {
      reading.cancel()
      await cluster.down()
      throw error
    }
  }

  /// Starts the clock, in one go: there is an exercise that runs and its conductor, or neither.
  func start(
    on range: PreparedRange, _ timeline: any TimelineSink, _ look: FirstLook
  ) -> BegunExercise {
    let origin = clock()
    var fields: [String: JSONValue] = [
      "mission": .string(plan.mission), "seed": .integer(Int64(bitPattern: plan.seed)),
      "responder": .string(responder.name), "origin_ns": .integer(origin.rawValue),
      "wall_ns": .integer(WallClock.now()),
    ]
    if case .horizon(let span) = ending { fields["horizon_ns"] = .integer(span.rawValue) }
    timeline.append(.white, .exerciseStarted, at: .zero, step: nil, host: nil, fields)
    let conductor = conductor(on: range, timeline, status: range.status, origin: origin)
    return BegunExercise(
      range: range, conductor: conductor, timeline: timeline, origin: origin, before: look.before)
  }

  /// Conducts to the end, reads everything once more, and looks for what was left.
  func conclude(_ begun: BegunExercise) async -> ExerciseOutcome {
    let (cluster, feed) = (begun.range.cluster, begun.range.feed)
    let outcome = await begun.conductor.run()
    await feed.listen(nil)
    await stopLoad(cluster, feed)
    await compareReplicas(cluster, feed, at: clock() - begun.origin, begun.timeline)
    await begun.conductor.endOperations()
    await begun.conductor.lookForResidue(since: begun.before)
    return outcome
  }

  /// What conducts on that range, from that moment.
  func conductor(
    on range: PreparedRange, _ timeline: any TimelineSink, status: ClusterStatus,
    origin: Nanoseconds
  ) -> ExerciseConductor {
    ExerciseConductor(
      plan: plan, cluster: range.cluster, timeline: timeline, history: folder.history,
      responder: responder, ending: ending, status: status, origin: origin, clock: clock,
      compile: compile, isInterrupted: isInterrupted, mayStart: mayStart,
      progress: { [progress, clock] text in
        progress("\(Self.padded(Self.seconds(clock() - origin), 7)) \(text)")
      })
  }
}
