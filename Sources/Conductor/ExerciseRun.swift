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
  /// How long the load may last; nil is a little longer than the window.
  var loadLimit: Nanoseconds?
  /// Whether a step may start at this moment, as the rules of people have it.
  var mayStart: @Sendable () -> Bool = { true }
  /// Whether the range has a host on which people work.
  var hasOps = false
  /// How long the range outlives this process; nil is a little longer than a lease.
  var linger: Nanoseconds?

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
    let range = try await prepare()
    do {
      let timeline = try TimelineWriter(creating: folder.timeline)
      let outcome = await conclude(await begin(on: range, timeline))
      await range.down()
      try timeline.close()
      try range.pages.close()
      return outcome
    } catch {
      await range.down()
      throw error
    }
  }

  /// Exercises that this process has begun: two may begin in the same millisecond.
  private static let begun = Atomic<Int>(0)

  /// Short, for it is part of a socket's path, and unique among the ranges of this user.
  var rangeName: String {
    let process = ProcessInfo.processInfo.processIdentifier
    let count = Self.begun.add(1, ordering: .relaxed).newValue
    return "x\(process)-\(clock().rawValue / 1_000_000 % 10_000_000)-\(count)"
  }

  /// Waits for a status with a leader, and moves the lead to the host that the plan names.
  func arrangeRoles(
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

  func startLoad(_ cluster: Cluster, _ feed: ClusterFeed) async throws {
    var order = DriveOrder(
      database: cluster.database.kind, cluster: cluster.layout.token, workload: plan.workload,
      seed: plan.seed, endpoints: cluster.endpoints(of: plan.hosts.map(\.name)),
      historyPath: folder.history, durationNs: loadLimit ?? plan.budget.windowNs + .seconds(120))
    if TransactionLoad(plan.workload) != nil { order.transactionsPath = folder.transactions }
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
  func stopLoad(_ cluster: Cluster, _ feed: ClusterFeed) async {
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

  static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
