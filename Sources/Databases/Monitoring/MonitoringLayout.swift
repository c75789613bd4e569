package import Vocabulary

/// Where blue's tools are on a range: who watches, where pages arrive, who is asked.
///
/// Shape: three hosts beside the members; no fault on members touches them.
package struct MonitoringLayout: Sendable, Equatable, Codable {
  /// The database's kind.
  package var kind: String
  /// The address of the host of Prometheus and Alertmanager.
  package var watcher: String
  /// The address of the host where pages arrive.
  package var pager: String
  /// The address of the host of the load, which tells how the application fares.
  package var application: String
  /// The file that is touched whenever the dead man's switch reaches the pager.
  package var heartbeat: String

  /// The host of Prometheus and Alertmanager.
  package static let watcherHost: HostName = "monitoring"
  /// The host where pages arrive.
  package static let pagerHost: HostName = "pager"

  /// Prometheus's port.
  package static let prometheusPort = 9090
  /// Alertmanager's port.
  package static let alertmanagerPort = 9093
  /// The pager's port.
  package static let pagerPort = 9095
  /// The port of the application's metrics.
  package static let applicationPort = 9101

  /// A layout.
  package init(
    kind: String, watcher: String, pager: String, application: String, heartbeat: String
  ) {
    self.kind = kind
    self.watcher = watcher
    self.pager = pager
    self.application = application
    self.heartbeat = heartbeat
  }

  /// Words in the place of what a dry run cannot know.
  package static func unknown(kind: String) -> MonitoringLayout {
    MonitoringLayout(
      kind: kind, watcher: "<address of monitoring>", pager: "<address of the pager>",
      application: "<address of the client>", heartbeat: "<heartbeat of the pager>")
  }

  /// PromQL: 1 while Prometheus reaches any member, and else 0.
  package var reached: String {
    let database = DatabaseCatalogue.database(kind) as? any MonitoredDatabase
    let source =
      database?.metrics ?? MetricsSource(jobs: [MetricsSource.Job(name: kind, port: 0)], kept: [])
    return "max(\(source.reached(source.database)))"
  }
}
