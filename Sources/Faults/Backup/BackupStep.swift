import Databases
import Vocabulary

/// A planned step about a backup, and the words of its database for it.
struct BackupStep {
  let step: PlannedStep
  let cluster: ClusterFacts
  let database: (any RestorableDatabase)?

  init(_ step: PlannedStep, on cluster: ClusterFacts) {
    self.step = step
    self.cluster = cluster
    database = DatabaseCatalogue.database(cluster.kind) as? any RestorableDatabase
  }

  /// The backup that the step names.
  var source: String? {
    if case .text(let name) = step.parameters["from"] { name } else { nil }
  }

  /// Up to where a restore plays the log; nil where it ends with the backup.
  private var logEnd: LogEnd? {
    if case .text(let name) = step.parameters["until"] { return .mark(name) }
    return step.parameters["replay"] == .flag(true) ? .archive : nil
  }

  /// The file of a backup.
  func file(_ name: String) -> String { "\(cluster.backups)/\(name).db" }

  /// The cluster that a host stands in: the members, or the one that looks like them.
  func layout(of host: HostName) -> ClusterLayout {
    if let lookAlike = cluster.lookAlike, lookAlike.addresses[host] != nil { return lookAlike }
    return cluster.layout
  }

  /// A cluster of one host in a folder beside the backup, for a restore that only looks.
  func trial(of file: String, on host: HostName) -> ClusterLayout {
    var trial = layout(of: host)
    trial.token += "-trial"
    trial.addresses = trial.addresses.filter { $0.key == host }
    trial.dataDirectories = [host: "\(file).trial"]
    trial.firstLeader = host
    return trial
  }

  /// Restores the named backup on these hosts, as a new cluster of exactly them.
  ///
  /// All is restored beside the old data before anything is stopped: a backup that is not whole
  /// costs nothing but the time.
  func restore(_ backup: String, on hosts: [HostName]) -> CompiledFault {
    guard let database, let first = hosts.first else { return Self.nothing }
    let replayed = database as? any ReplayedDatabase
    if logEnd != nil, replayed == nil { return Self.nothing }
    let old = layout(of: first)
    var fresh = old
    fresh.token = "\(old.token)-\(step.name)"
    fresh.addresses = [:]
    fresh.firstLeader = first
    for host in hosts {
      fresh.addresses[host] = old.addresses[host] ?? "<address of \(host)>"
      fresh.dataDirectories[host] = "\(data(of: host, old))-\(step.name)"
    }
    var founded = fresh
    founded.dataDirectories = old.dataDirectories
    let swaps = hosts.flatMap { host in
      [
        HostAction.command(
          OperatorCommand(
            on: host, ["mv", data(of: host, old), "\(data(of: host, old))-before-\(step.name)"])),
        .command(
          OperatorCommand(
            on: host, ["mv", data(of: host, fresh), data(of: host, old)])),
      ]
    }
    // A database whose members count each other is asked for those that it has now.
    let state: HostProbe.DatabaseState =
      database is any RefoundedDatabase ? .running : .serving
    return CompiledFault(
      actions: hosts.map { host in
        .command(
          OperatorCommand(
            on: host,
            logEnd.flatMap {
              replayed?.restore(file(backup), on: host, as: fresh, upTo: $0)
            } ?? database.restore(file(backup), on: host, as: fresh), limitNs: .seconds(30)))
      }
        + hosts.map { .stopDatabase(host: $0) } + swaps
        + refounding(hosts, as: founded, after: old)
        + hosts.map { .startDatabase(host: $0, extraArguments: []) },
      undo: [],
      effect: hosts.flatMap { host -> [HostProbe] in
        let asked = database.membership(seenFrom: host, of: founded, without: old.members)
        return [
          .databaseRestarted(host: host), .database(host: host, state: state),
          .command(host: host, arguments: asked.arguments, expecting: asked.expecting),
        ]
      }, healed: [], proofLimitNs: .seconds(40), isIrreversible: true)
  }

  private func refounding(
    _ hosts: [HostName], as cluster: ClusterLayout, after old: ClusterLayout
  ) -> [HostAction] {
    guard let database = database as? any RefoundedDatabase else { return [] }
    return hosts.flatMap { host in
      database.refounding(of: host, as: cluster, after: old).map {
        .command(OperatorCommand(on: host, $0))
      }
    }
  }

  private func data(of host: HostName, _ layout: ClusterLayout) -> String {
    layout.dataDirectories[host] ?? "<data directory of \(host)>"
  }

  /// What a database without the words for it gets: nothing is done and nothing is proved.
  static let nothing = CompiledFault(actions: [], undo: [], effect: [], healed: [])
}
