package import Vocabulary

/// A database whose backups are files: taken on a host, looked at, and restored as a new cluster.
///
/// Shape: argument lists of the database's own tools, as an operator would type them.
package protocol RestorableDatabase: Database {
  /// Writes a backup of what `host` holds into `file`.
  func backup(of host: HostName, to file: String, in cluster: ClusterLayout) -> [String]

  /// Prints the figures of a whole backup, and fails on one that is not whole.
  func inspection(of file: String) -> [String]

  /// Makes the data directory of `host` from `file`, as one of exactly the members of `cluster`.
  ///
  /// The first leader of `cluster` gets the data of the backup; where replicas copy it, others may
  /// get an empty directory. Whoever it is, a backup that is not whole must fail.
  func restore(_ file: String, on host: HostName, as cluster: ClusterLayout) -> [String]

  /// The question who the members are, and what it shows where they are exactly those.
  func membership(
    seenFrom host: HostName, of cluster: ClusterLayout, without others: [HostName]
  ) -> (arguments: [String], expecting: CommandExpectation)
}

/// A database that tells what a restore brought back, and which cluster a host belongs to.
package protocol ReadableDatabase: Database {
  /// The figures in the output of an inspection; nil where it has none.
  func figures(fromInspection text: String) -> BackupFigures?

  /// Prints every key as it was at `revision`, however much was written since.
  ///
  /// Who cannot look back noted it when the data was restored, before anybody could write to it.
  func reading(of host: HostName, at revision: Int64, in cluster: ClusterLayout) -> [String]

  /// The keys in the output of a reading; nil where it is none.
  func entries(fromReading text: String) -> [RestoredState.Entry]?

  /// Which cluster the host that answers at the address belongs to; nil where none answers.
  func clusterQuestion(
    address: String
  ) -> (arguments: [String], answer: @Sendable (String) -> String?)
}
