import Databases
import Vocabulary

/// A planned step about the manager of a cluster, and the words of its database for it.
struct ManagerWords {
  /// Where a manager can be told to leave the members alone.
  static let databases = DatabaseScope(
    ["patroni"],
    elsewhere: "only Patroni can be paused; what elects elsewhere is kept from it by net.cut")

  private let hosts: [HostName]
  private let layout: ClusterLayout
  private let database: (any PausableDatabase)?

  init(_ step: PlannedStep, on cluster: ClusterFacts) {
    hosts = step.hosts
    layout = cluster.layout
    database = DatabaseCatalogue.database(cluster.kind) as? any PausableDatabase
  }

  /// What is typed on each host; nothing where the database has no manager that can be paused.
  func typed(isResumed: Bool) -> [HostAction] {
    guard let database else { return [] }
    return hosts.map { host in
      .command(
        OperatorCommand(
          on: host, database.pausing(from: host, isResumed: isResumed, in: layout),
          limitNs: .seconds(20)))
    }
  }

  /// What must be seen on each host.
  func proof(isPaused: Bool) -> [HostProbe] {
    guard let database else { return [] }
    return hosts.map { host in
      let asked = database.pauseQuestion(from: host, isPaused: isPaused, in: layout)
      return .command(host: host, arguments: asked.arguments, expecting: asked.expecting)
    }
  }
}
