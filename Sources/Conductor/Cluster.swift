package import Databases
import Foundation
package import Ranges
package import Vocabulary

/// A range with a database on it: brought up, watched, loaded, taken down.
package struct Cluster: Sendable {
  /// Its sandbox.
  package let sandbox: Sandbox
  /// The way to its agent.
  package let connection: RangeConnection
  /// Where its members are.
  let layout: ClusterLayout
  /// The second cluster, which no load touches; nil where there is none.
  let lookAlike: ClusterLayout?
  let database: any Database
  /// Where blue's tools are; nil where the range has none.
  package let monitoring: MonitoringLayout?
  /// How long each part of the start took, for people.
  package let upNs: Nanoseconds

  /// The host that the load runs on; it is no member, so no fault between members touches it.
  package static let client: HostName = "client"

  /// Starts the range and the database, and returns when every member serves.
  ///
  /// With `onDisk` false the data directories lie where the pass-through disks would keep them, on
  /// the same file system without a disk above it: what the disks cost is the difference.
  /// With `monitoring` Prometheus looks at each member that often, and Alertmanager pages.
  /// With `hasOps` there is a host for people's terminals. `leader` is to lead first; a database
  /// that elects by itself pays no heed, and is told later.
  package static func up(
    name: String, evidence: String, specification: DatabaseSpecification, onDisk: Bool = true,
    monitoring: Nanoseconds? = nil, hasOps: Bool = false, leader: HostName? = nil,
    linger: Nanoseconds?, clock: @Sendable () -> Nanoseconds
  ) async throws -> Cluster {
    guard let database = DatabaseCatalogue.database(specification.kind) else {
      throw RangeError(
        "there is no database '\(specification.kind)'",
        hint: "there are: " + DatabaseCatalogue.all.map(\.kind).joined(separator: ", "))
    }
    let start = clock()
    let (sandbox, connection) = try await Sandbox.start(
      name: name, evidence: evidence, linger: linger)
    do {
      let members = hosts(specification.hosts)
      try await connection.ask(
        .createHosts(
          hosts: members.map { RangeHost(name: $0, hasDisk: onDisk) }
            + [RangeHost(name: client, hasDisk: false)]
            + specification.lookAlikes.map { RangeHost(name: $0, hasDisk: onDisk) }
            + (monitoring == nil ? [] : monitoringHosts)
            + (hasOps ? [RangeHost(name: ops, hasDisk: false)] : [])))
      var layout = try await layout(
        of: members, on: connection, sandbox: sandbox, settings: specification.settings,
        onDisk: onDisk, token: name)
      layout.firstLeader = leader
      let watched = try await startMonitoring(
        every: monitoring, of: database, layout, on: connection, sandbox.record.places)
      let second = specification.lookAlikes
      let lookAlike =
        second.isEmpty
        ? nil
        : try await Self.layout(
          of: second, on: connection, sandbox: sandbox, settings: specification.settings,
          onDisk: onDisk, token: "\(name)-stage")
      if !onDisk { try makePlainFolders(members + second, sandbox.record.places) }
      if let lookAlike { try await prepare(database, lookAlike, on: connection) }
      for host in second {
        guard let lookAlike else { break }
        try await connection.ask(
          .defineService(host: host, service: database.service(on: host, in: lookAlike)))
      }
      try await prepare(database, layout, on: connection)
      for member in members {
        try await connection.ask(
          .defineService(host: member, service: database.service(on: member, in: layout)))
      }
      try await connection.ask(
        .perform(
          actions: (members + second).map { .startDatabase(host: $0, extraArguments: []) }))
      try await requireServing(members + second, connection, sandbox.record.places)
      try await fill(lookAlike, of: database, on: connection)
      return Cluster(
        sandbox: sandbox, connection: connection, layout: layout, lookAlike: lookAlike,
        database: database, monitoring: watched, upNs: clock() - start)
    } catch {
      connection.close()
      sandbox.remove(atOnce: true)
      throw error
    }
  }

  /// Runs what the database wants done before its members start for the first time.
  private static func prepare(
    _ database: any Database, _ layout: ClusterLayout, on connection: RangeConnection
  ) async throws {
    guard let database = database as? any PreparedDatabase else { return }
    for command in database.preparations(for: layout) {
      let answer = try await connection.ask(
        .run(host: nil, arguments: command, limitNs: .seconds(20)))
      guard case .ran(0, _, _, _, _) = answer else {
        throw RangeError(
          "`\(command.joined(separator: " "))` failed: \(answer)",
          hint: "\(command[0]) must be installed: scripts/setup")
      }
    }
  }

  /// `n1` to `n<count>`.
  package static func hosts(_ count: Int) -> [HostName] {
    (1...max(1, count)).map { HostName(rawValue: "n\($0)") }
  }

  private static func layout(
    of members: [HostName], on connection: RangeConnection, sandbox: Sandbox,
    settings: [String: String], onDisk: Bool, token: String
  ) async throws -> ClusterLayout {
    guard case .status(let status) = try await connection.ask(.status) else {
      throw RangeError("the agent gave no status", hint: "see hosts/agent.log of the run")
    }
    let addresses = Dictionary(
      uniqueKeysWithValues: status.hosts.filter { members.contains($0.name) }.map {
        ($0.name, $0.address)
      })
    return ClusterLayout(
      addresses: addresses,
      dataDirectories: addresses.keys.reduce(into: [:]) {
        let places = sandbox.record.places
        $0[$1] = (onDisk ? places.disk($1) : places.backing($1)) + "/data"
      }, settings: settings, token: token)
  }

  /// What an agent makes together with the disk of a host.
  private static func makePlainFolders(_ members: [HostName], _ places: RangePlaces) throws {
    for member in members {
      for folder in [places.backing(member), places.evidence + "/hosts/\(member)"] {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
      }
    }
  }

  /// Patroni makes a database and two copies of it: twelve seconds on a machine that is not idle.
  private static func requireServing(
    _ members: [HostName], _ connection: RangeConnection, _ places: RangePlaces
  ) async throws {
    let answer = try await connection.ask(
      .prove(
        probes: members.map { .database(host: $0, state: .serving) }, limitNs: .seconds(40)))
    guard case .proved(let result) = answer, result.seen else {
      var seen = ""
      if case .proved(let result) = answer { seen = ": \(result.text)" }
      let logs = members.map { "\($0): …\(LogEnd.text(of: places.databaseLog($0)))" }
      throw RangeError(
        "the database did not become healthy within 40 s\(seen)\n\(logs.joined(separator: "\n"))",
        hint: "see hosts/<name>/database.log of the run folder")
    }
  }

  /// Where these members take client requests.
  func endpoints(of members: [HostName]) -> [MemberEndpoint] {
    members.map {
      MemberEndpoint(name: $0, address: layout.addresses[$0] ?? "", port: database.clientPort)
    }
  }

  /// Starts the built-in probes; their statuses arrive as lines of the helper `monitor`.
  func startMonitor(every interval: Nanoseconds = .milliseconds(200)) async throws {
    let order = MonitorOrder(
      kind: database.kind, cluster: layout, everyNs: interval)
    let path = sandbox.record.places.scratch + "/monitor.json"
    try Data(try CanonicalJSON.document(order).utf8).write(to: URL(fileURLWithPath: path))
    try await connection.ask(.spawn(name: "monitor", host: nil, arguments: ["monitor", path]))
  }

  /// Takes the range down and waits until nothing of it is left.
  package func down() async {
    // An agent that is gone already leaves only the folders to be removed.
    _ = try? await connection.ask(.down)
    connection.close()
    sandbox.remove(atOnce: false)
  }
}
