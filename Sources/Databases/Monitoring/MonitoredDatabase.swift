package import Vocabulary

/// A database that tells Prometheus how it fares, with the rules that a team would have for it.
package protocol MonitoredDatabase: Database {
  /// Where each member serves `/metrics`.
  var metricsPort: Int { get }

  /// The metrics that rules and dashboards use; all others are dropped.
  var keptMetrics: [String] { get }

  /// The alerting rules, for members that are looked at this often.
  func rules(every look: Nanoseconds) -> [AlertRule]
}
