package import Vocabulary

/// What the process of the built-in probes is told.
package struct MonitorOrder: Sendable, Codable {
  /// The database's kind.
  package var kind: String
  /// Where its members are.
  package var cluster: ClusterLayout
  /// How often every member is asked.
  package var everyNs: Nanoseconds

  /// An order.
  package init(kind: String, cluster: ClusterLayout, everyNs: Nanoseconds) {
    self.kind = kind
    self.cluster = cluster
    self.everyNs = everyNs
  }
}
