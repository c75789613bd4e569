package import Vocabulary

/// A database whose members can be asked what they hold, so that those that differ are found.
package protocol ComparableDatabase: Database {
  /// Asks every member, once nothing is written any more, for its health, its data and its cluster.
  func compare(_ cluster: ClusterLayout) async -> ReplicaComparison
}

/// What the process that compares replicas is told.
package struct CompareOrder: Sendable, Codable {
  /// The database's kind.
  package var kind: String
  /// Where its members are.
  package var cluster: ClusterLayout

  /// An order.
  package init(kind: String, cluster: ClusterLayout) {
    self.kind = kind
    self.cluster = cluster
  }
}
