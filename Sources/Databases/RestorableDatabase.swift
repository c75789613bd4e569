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

/// A database whose files can be copied past it while it runs, and which starts on such a copy.
///
/// Shape: the file says of itself that it is a copy, so that a look at it and a restore of it,
///        which have nothing to check it by, do without; what breaks off is refused all the same.
package protocol CopiedDatabase: RestorableDatabase {
  /// Copies the files of a running member past it: its log first, the rest later.
  func copy(of host: HostName, to file: String, in cluster: ClusterLayout) -> [String]

  /// Succeeds where the file holds data, and nothing of what the database's own tool adds.
  func copyQuestion(of file: String) -> [String]
}

/// The archive of a copy: its label is what its own tools have no place for.
enum CopiedFiles {
  /// What the archive says of itself.
  static let label = "files of a running server"

  /// As long as the log of a large database is older than the last of its files, at least.
  static let spanS = 2

  /// The condition of a shell that the file is such a copy.
  static func isOne(_ file: String) -> String {
    "[ \"$(tar --test-label -f \"\(file)\" 2>/dev/null)\" = '\(label)' ]"
  }

  /// Packs the parts in two goes; that a file changes meanwhile is what is wanted.
  static func packing(
    _ folder: String, first: [String], without: [String], into file: String,
    between: String = ":"
  ) -> String {
    let left = (first + without).map { "--exclude='\($0)'" }.joined(separator: " ")
    return """
      tar -V '\(label)' -C "\(folder)" -cf "\(file)" \(first.joined(separator: " ")) || [ $? = 1 ]
      sleep \(spanS)
      \(between)
      tar -C "\(folder)" -rf "\(file)" \(left) . || [ $? = 1 ]
      """
  }
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
