import Vocabulary

/// A database that needs files beside its data before its members start for the first time.
package protocol PreparedDatabase: Database {
  /// Commands that make them, in order, run once for the whole cluster; none where none are needed.
  func preparations(for cluster: ClusterLayout) -> [[String]]
}
