package import Vocabulary

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
