package import Databases
import Foundation
import LinuxHost
package import Ranges
package import Vocabulary

extension Cluster {
  /// The hosts of a range that are no members, so that no fault between members touches them.
  package static let bystanders: Set<HostName> = [
    client, ops, MonitoringLayout.watcherHost, MonitoringLayout.pagerHost,
  ]

  /// What `up` makes beside the members and the client where it is to have monitoring.
  static let monitoringHosts = [MonitoringLayout.watcherHost, MonitoringLayout.pagerHost].map {
    RangeHost(name: $0, hasDisk: false)
  }

  /// Where the monitoring of a range is; nil where it has none.
  package static func monitoring(
    in status: RangeStatus, of kind: String, _ places: RangePlaces
  ) -> MonitoringLayout? {
    let addresses = Dictionary(
      status.hosts.map { ($0.name, $0.address) }, uniquingKeysWith: { first, _ in first })
    guard let watcher = addresses[MonitoringLayout.watcherHost],
      let pager = addresses[MonitoringLayout.pagerHost], let application = addresses[client]
    else { return nil }
    return MonitoringLayout(
      kind: kind, watcher: watcher, pager: pager, application: application,
      heartbeat: places.scratch + "/pager.heartbeat")
  }

  /// Whether a range with this database can have Prometheus on this machine.
  package static func canWatch(_ kind: String) -> Bool {
    (DatabaseCatalogue.database(kind) as? any MonitoredDatabase)?.monitoringPrograms != nil
  }

  /// Starts pager, Alertmanager, Prometheus and what else it needs; nil where `look` is.
  ///
  /// Limits: Prometheus takes five seconds until it first looks, whatever it is told, so it starts
  ///         before the database; `ExerciseRun` waits for it.
  static func startMonitoring(
    every look: Nanoseconds?, of database: any Database, _ layout: ClusterLayout,
    on connection: RangeConnection, _ places: RangePlaces
  ) async throws -> MonitoringLayout? {
    guard let look else { return nil }
    guard let database = database as? any MonitoredDatabase,
      let programs = database.monitoringPrograms
    else {
      throw RangeError(
        "this range cannot have Prometheus for \(database.kind)",
        hint: "cygnet range doctor names the command that mends it")
    }
    guard case .status(let status) = try await connection.ask(.status),
      let monitoring = monitoring(in: status, of: database.kind, places)
    else { throw RangeError("the range has no monitoring hosts", hint: "see hosts/agent.log") }
    let folder = places.scratch + "/monitoring"
    try write(monitoring, layout, database, every: look, to: folder)
    try await connection.ask(
      .spawn(
        name: "pager", host: MonitoringLayout.pagerHost,
        arguments: ["pager", monitoring.pager, monitoring.heartbeat]))
    let exporters = database.metrics.exporters(asking: layout.addresses)
    for (name, arguments) in commands(programs, exporters, folder) {
      try await connection.ask(
        .serve(
          name: name, host: MonitoringLayout.watcherHost, arguments: arguments,
          log: "\(places.evidence)/hosts/\(MonitoringLayout.watcherHost)/\(name).log"))
    }
    return monitoring
  }

  private static func write(
    _ monitoring: MonitoringLayout, _ layout: ClusterLayout, _ database: any MonitoredDatabase,
    every look: Nanoseconds, to folder: String
  ) throws {
    let texts = [
      "prometheus.yml": PrometheusText.configuration(
        monitoring, members: layout.addresses, database: database, every: look,
        rules: folder + "/rules.yml"),
      "rules.yml": PrometheusText.rules(
        database.rules(of: layout, every: look) + StandingRules.rules(every: look), every: look),
      "alertmanager.yml": AlertmanagerText.configuration(monitoring, every: look),
    ]
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in texts {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
  }

  /// Resends come every second, so that an alert that fired before Alertmanager was found gets
  /// there; the interval of discovery is five seconds unless it is told otherwise.
  private static func commands(
    _ programs: MonitoringPrograms, _ exporters: [ExporterProcess], _ folder: String
  ) -> [(name: String, arguments: [String])] {
    let askers = programs.exporter.map { path in
      exporters.map { (name: $0.name, arguments: $0.command(path)) }
    }
    return (askers ?? []) + [
      (
        "alertmanager",
        [
          programs.alertmanager, "--config.file=\(folder)/alertmanager.yml",
          "--storage.path=\(folder)/alertmanager", "--cluster.listen-address=",
          "--web.listen-address=:\(MonitoringLayout.alertmanagerPort)", "--log.level=warn",
        ]
      ),
      (
        "prometheus",
        [
          programs.prometheus, "--config.file=\(folder)/prometheus.yml",
          "--storage.tsdb.path=\(folder)/prometheus",
          "--web.listen-address=:\(MonitoringLayout.prometheusPort)",
          "--scrape.discovery-reload-interval=100ms", "--rules.alert.resend-delay=1s",
          "--log.level=warn",
        ]
      ),
    ]
  }

  /// Starts what tells Prometheus how the load fares; nothing to do without monitoring.
  func startExporter(history: String) async throws {
    guard let monitoring else { return }
    try await connection.ask(
      .spawn(
        name: "exporter", host: Self.client,
        arguments: ["exporter", history, monitoring.application]))
  }
}
