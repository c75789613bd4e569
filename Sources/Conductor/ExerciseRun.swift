import Databases
package import Evidence
import Faults
import Foundation
import Ranges
import Synchronization
package import Vocabulary
import Workloads

/// One exercise from nothing to a folder of evidence, on a range of its own.
///
/// Effect: brings a cluster up, arranges roles, loads it, conducts the plan, reads every key at the
///         end, and takes everything down, whatever happened in between.
/// Errors: only what keeps the exercise from starting is thrown; later trouble is in the evidence.
package struct ExerciseRun: Sendable {
  /// What is to happen.
  package var plan: Plan
  /// The mission's text, copied into the folder.
  package var mission: String
  /// Who plays blue.
  package var responder: Responder
  /// By whose promises it is scored.
  package var service = Service.standard
  /// When it is over.
  package var ending: ExerciseEnding
  /// Where the evidence goes; a folder that is new.
  package var folder: RunFolder
  /// CLOCK_MONOTONIC.
  package var clock: @Sendable () -> Nanoseconds
  /// Wall time in UTC, for the environment.
  package var startedUTC: String
  /// Whether a person wants it to end now.
  package var isInterrupted: @Sendable () -> Bool
  /// What turns steps into actions; a test may put a saboteur here.
  package var compile: FaultCompiler = { FaultCatalogue.compile($0, on: $1) }
  /// Lines for people.
  package var progress: @Sendable (String) -> Void

  /// An exercise to be run.
  package init(
    plan: Plan, mission: String, responder: Responder, ending: ExerciseEnding,
    folder: RunFolder, clock: @escaping @Sendable () -> Nanoseconds, startedUTC: String,
    isInterrupted: @escaping @Sendable () -> Bool,
    progress: @escaping @Sendable (String) -> Void
  ) {
    self.plan = plan
    self.mission = mission
    self.responder = responder
    self.ending = ending
    self.folder = folder
    self.clock = clock
    self.startedUTC = startedUTC
    self.isInterrupted = isInterrupted
    self.progress = progress
  }

  /// Runs it; returns why it ended.
  @discardableResult
  package func run() async throws -> ExerciseOutcome {
    try prepareFolder()
    progress("range  starting \(plan.database.hosts) hosts with \(plan.database.kind)")
    let cluster = try await Cluster.up(
      name: rangeName, evidence: folder.path, specification: plan.database,
      monitoring: try monitoringInterval, linger: plan.limits.leaseNs + .seconds(20), clock: clock)
    let pages = PageLog(path: folder.alerts)
    let feed = ClusterFeed(pages: pages)
    let reading = Task { await feed.read(cluster.connection.events) }
    defer { reading.cancel() }
    do {
      progress("range  healthy after \(Self.seconds(cluster.upNs))")
      try await cluster.startMonitor()
      try await writeEnvironment(cluster)
      let status = try await arrangeRoles(cluster, feed)
      try await startLoad(cluster, feed)
      try await awaitMonitoring(cluster, feed)
      let timeline = try TimelineWriter(creating: folder.timeline)
      let outcome = await conduct(cluster, feed, status, timeline)
      await cluster.down()
      try timeline.close()
      try pages.close()
      return outcome
    } catch {
      await cluster.down()
      throw error
    }
  }

  /// Exercises that this process has begun: two may begin in the same millisecond.
  private static let begun = Atomic<Int>(0)

  /// Short, for it is part of a socket's path, and unique among the ranges of this user.
  private var rangeName: String {
    let process = ProcessInfo.processInfo.processIdentifier
    let count = Self.begun.add(1, ordering: .relaxed).newValue
    return "x\(process)-\(clock().rawValue / 1_000_000 % 10_000_000)-\(count)"
  }

  /// What every host is before the first step; nil, and said so, where nobody can tell.
  private func snapshots(of cluster: Cluster) async -> [HostSnapshot]? {
    do {
      return try await cluster.connection.snapshots()
    } catch {
      progress("range  no snapshot before the first step: \(error.message)")
      return nil
    }
  }

  private func conduct(
    _ cluster: Cluster, _ feed: ClusterFeed, _ status: ClusterStatus, _ timeline: TimelineWriter
  ) async -> ExerciseOutcome {
    let before = await snapshots(of: cluster)
    let identities = await cluster.identities()
    let origin = clock()
    timeline.append(
      .white, .exerciseStarted, at: .zero,
      [
        "mission": .string(plan.mission), "seed": .integer(Int64(bitPattern: plan.seed)),
        "responder": .string(responder.name), "origin_ns": .integer(origin.rawValue),
      ])
    let conductor = ExerciseConductor(
      plan: plan, cluster: cluster, timeline: timeline, history: folder.history,
      responder: responder, ending: ending, status: status, origin: origin, clock: clock,
      compile: compile, isInterrupted: isInterrupted,
      progress: { [progress, clock] text in
        progress("\(Self.padded(Self.seconds(clock() - origin), 7)) \(text)")
      })
    await conductor.know(identities)
    await feed.listen { await conductor.note($0) }
    await conductor.catchUp(with: await feed.paged)
    let outcome = await conductor.run()
    await feed.listen(nil)
    await stopLoad(cluster, feed)
    await compareReplicas(cluster, feed, at: clock() - origin, timeline)
    await conductor.endOperations()
    await conductor.lookForResidue(since: before)
    return outcome
  }

  /// Waits for a status with a leader, and moves the lead to the host that the plan names.
  private func arrangeRoles(
    _ cluster: Cluster, _ feed: ClusterFeed
  ) async throws -> ClusterStatus {
    let wanted = plan.hosts.first { $0.role == "leader" }?.name
    let deadline = clock() + .seconds(15)
    var asked = Nanoseconds.zero
    while clock() < deadline {
      try checkInterruption()
      try await requireRunning("monitor", feed)
      if let status = await feed.last, let leader = status.leader,
        status.serving.count == plan.hosts.count
      {
        guard let wanted, wanted != leader else { return status }
        if clock() > asked + .seconds(2) {
          asked = clock()
          try await moveLeader(to: wanted, cluster, status)
        }
      }
      try? await Task.sleep(for: .milliseconds(20))
    }
    throw RangeError(
      "\(wanted?.rawValue ?? "no member") did not become the leader within 15 s",
      hint: "see hosts/<name>/database.log of the run folder")
  }

  private func moveLeader(
    to wanted: HostName, _ cluster: Cluster, _ status: ClusterStatus
  ) async throws {
    guard
      let command = cluster.database.moveLeaderCommand(
        to: wanted, in: cluster.layout, status: status)
    else { return }
    progress("range  making \(wanted) the leader")
    try await cluster.connection.ask(
      .run(host: nil, arguments: command, limitNs: .seconds(5)))
  }

  private func startLoad(_ cluster: Cluster, _ feed: ClusterFeed) async throws {
    let members = plan.hosts.map(\.name)
    let order = DriveOrder(
      workload: plan.workload, seed: plan.seed,
      endpoints: members.map {
        EtcdEndpoint(name: $0, address: cluster.layout.addresses[$0] ?? "")
      }, historyPath: folder.history, durationNs: plan.budget.windowNs + .seconds(120))
    let path = cluster.sandbox.record.places.scratch + "/drive.json"
    try Data(try CanonicalJSON.document(order).utf8).write(to: URL(fileURLWithPath: path))
    try await cluster.connection.ask(
      .spawn(name: "load", host: Cluster.client, arguments: ["drive", path]))
    try await cluster.startExporter(history: folder.history)
    var watch = LoadWatch(history: folder.history)
    let deadline = clock() + .seconds(10)
    while watch.acknowledged < 100 {
      try checkInterruption()
      try await requireRunning("load", feed)
      guard clock() < deadline else {
        throw RangeError(
          "the load had \(watch.acknowledged) writes acknowledged in 10 s",
          hint: "see hosts/agent.log and hosts/<name>/database.log of the run folder")
      }
      try? await Task.sleep(for: .milliseconds(20))
      watch.read(now: clock())
    }
  }

  /// Stops the load; it then reads every key once, which a lost write cannot survive unseen.
  private func stopLoad(_ cluster: Cluster, _ feed: ClusterFeed) async {
    progress("load   stopping, and reading every key once")
    _ = try? await cluster.connection.ask(.tell(name: "load", line: "stop"))
    let deadline = clock() + plan.workload.timeoutNs + .seconds(15)
    while clock() < deadline {
      _ = try? await cluster.connection.ask(.renew)
      if await feed.ending(of: "load") != nil { return }
      if await feed.isGone { return }
      try? await Task.sleep(for: .milliseconds(20))
    }
    progress("load   did not end in time; its history is read as far as it goes")
  }

  /// Waiting for what has died would only end with a worse error.
  func requireRunning(_ helper: String, _ feed: ClusterFeed) async throws(RangeError) {
    if await feed.isGone {
      throw RangeError(
        "the range's agent is gone before the exercise began",
        hint: "see hosts/agent.log of the run folder")
    }
    if let status = await feed.ending(of: helper) {
      throw RangeError(
        "the \(helper) ended with status \(status) before the exercise began",
        hint: "see hosts/agent.log of the run folder")
    }
  }

  func checkInterruption() throws {
    if isInterrupted() {
      throw RangeError("interrupted before the exercise began", hint: "run it again")
    }
  }

  static func seconds(_ span: Nanoseconds) -> String {
    let tenths = Int((span.inSeconds * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10)) s"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
