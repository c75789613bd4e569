package import Vocabulary

/// A database of which a second, idle cluster can stand beside the first, with data of its own.
package protocol LookAlikeDatabase: Database {
  /// Fills keys with values that no client of an exercise ever writes.
  func filling(of host: HostName, keys: [String], in cluster: ClusterLayout) -> [String]
}
