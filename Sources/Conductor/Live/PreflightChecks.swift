import Databases
import Exercises
import Faults
import LinuxHost
import Ranges
import Vocabulary

/// Looks at a range before people start on it: the go / no-go list, each line by a measurement.
///
/// Effect: a harmless delay on one link is put in and taken out, to see that an abort works.
struct PreflightChecks: Sendable {
  let plan: Plan
  let range: PreparedRange
  let history: String
  let clock: @Sendable () -> Nanoseconds

  /// What is looked at, in order, with its title.
  static let titles: [(id: String, title: String)] = [
    ("range", "Range, database and roles"), ("load", "Load is acknowledged"),
    ("probes", "Probes see every member"), ("agents", "The agent answers"),
    ("clocks", "Clocks agree"), ("alerts", "A test alert gets through"),
    ("limits", "Limits are set"), ("abort", "Abort was rehearsed"),
    ("backup", "A backup is at hand"),
  ]

  /// What only a person can say.
  static let byPerson: Set = ["backup"]

  /// The list before anything was looked at.
  static var open: [PreflightItem] {
    titles.map { id, title in
      let byPerson = byPerson.contains(id)
      return PreflightItem(
        id: id, title: title, isGo: nil,
        detail: byPerson ? "a person says so" : "not looked at yet", byPerson: byPerson)
    }
  }

  /// Looks at one item; nil for what a person must say.
  func look(at id: String) async -> (isGo: Bool, detail: String)? {
    switch id {
    case "range": (true, "\(plan.hosts.count) members serve, \(leader) leads")
    case "load": load()
    case "probes": await probes()
    case "agents": await agents()
    case "clocks": await clocks()
    case "alerts": await alerts()
    case "limits": limits()
    case "abort": await abort()
    default: nil
    }
  }

  private var leader: String { range.status.leader?.rawValue ?? "nobody" }

  private func load() -> (Bool, String) {
    var watch = LoadWatch(history: history)
    watch.read(now: clock())
    let rate = watch.writesPerSecond
    return (rate > 0, "\(rate) writes acknowledged in the last second")
  }

  private func probes() async -> (Bool, String) {
    guard let status = await range.feed.last else { return (false, "no status came yet") }
    let silent = plan.hosts.map(\.name).filter { !status.serving.contains($0) }
    return silent.isEmpty
      ? (true, "all \(plan.hosts.count) members serve")
      : (false, "not serving: \(silent.map(\.rawValue).joined(separator: ", "))")
  }

  private func agents() async -> (Bool, String) {
    let start = clock()
    do {
      try await range.cluster.connection.ask(.renew)
    } catch {
      return (false, error.message)
    }
    return (true, "answered in \(FaultTrial.milliseconds(clock() - start))")
  }

  /// Four timestamps: the host's wall clock between two readings of the referee's.
  private func clocks() async -> (Bool, String) {
    var worst = (offset: Nanoseconds.zero, error: Nanoseconds.zero)
    var isGo = true
    for host in plan.hosts.map(\.name) {
      let before = WallClock.now()
      let answer = try? await range.cluster.connection.ask(
        .run(host: host, arguments: ["date", "+%s%N"], limitNs: .seconds(5)))
      let after = WallClock.now()
      guard case .ran(0, let output, _, _, _) = answer,
        let read = Int64(output.filter(\.isNumber))
      else { return (false, "\(host) did not tell its time") }
      let error = Nanoseconds(rawValue: (after - before) / 2)
      let offset = Nanoseconds(rawValue: read - (before + after) / 2)
      if abs(offset.rawValue) > error.rawValue + 1_000_000 { isGo = false }
      if abs(offset.rawValue) >= abs(worst.offset.rawValue) { worst = (offset, error) }
    }
    let words = [worst.offset, worst.error].map { FaultTrial.milliseconds($0) }
    return (isGo, "worst offset \(words[0]) ± \(words[1])")
  }

  /// The dead man's switch fires all the time: its page is the test alert.
  private func alerts() async -> (Bool, String) {
    guard range.cluster.monitoring != nil else {
      return (true, "built-in probes alert; there is no Alertmanager on this range")
    }
    guard let last = await range.feed.paged.lastHeartbeat else {
      return (false, "no page of the dead man's switch reached the pager")
    }
    return (true, "the test alert's page came \(FaultTrial.milliseconds(clock() - last)) ago")
  }

  private func limits() -> (Bool, String) {
    let count = plan.limits.stopWhen.count
    return (
      true,
      "\(count) stop conditions, lease \(plan.limits.leaseNs), window \(plan.budget.windowNs)"
    )
  }

  private func abort() async -> (Bool, String) {
    let hosts = plan.hosts.map(\.name)
    guard hosts.count > 1 else { return (true, "one host has no link to try it on") }
    let step = PlannedStep(
      name: "preflight", verb: .inject, kind: "net.delay", start: .at(.zero), lifeNs: nil,
      hosts: [hosts[0], hosts[1]], links: [Link(from: hosts[0], to: hosts[1])],
      parameters: ["delay": .duration(.milliseconds(3))], cure: nil)
    let facts = ClusterFacts(addresses: range.cluster.layout.addresses)
    guard
      let trial = FaultTrial(
        of: step, on: facts, connection: range.cluster.connection, hold: .zero, clock: clock)
    else { return (false, "there is no harmless setting to try it with") }
    let outcome = await trial.run()
    guard outcome.exitCode == 0, let heal = outcome.healNs, heal <= .seconds(1) else {
      return (false, outcome.complaints.first ?? "healing took longer than a second")
    }
    let times = [heal, outcome.healProofNs].map { FaultTrial.milliseconds($0) }
    return (true, "a delay between two hosts was healed in \(times[0]), proved in \(times[1])")
  }
}
