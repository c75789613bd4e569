package import Vocabulary

/// A database that tells Prometheus how it fares, with the rules that a team would have for it.
package protocol MonitoredDatabase: Database {
  /// How Prometheus comes by the members' metrics.
  var metrics: MetricsSource { get }

  /// The alerting rules of whoever set this cluster up, for members that are looked at this often.
  func rules(of cluster: ClusterLayout, every look: Nanoseconds) -> [AlertRule]
}
