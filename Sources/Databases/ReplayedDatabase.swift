package import Vocabulary

/// A database that archives its log, so that a restore may go on from the backup to a later point.
package protocol ReplayedDatabase: RestorableDatabase {
  /// Sets a named point in the log and sees to it that the log up to it is archived soon.
  ///
  /// What the question needs is written into the file `note`.
  func mark(_ name: String, note: String, in cluster: ClusterLayout) -> [String]

  /// Succeeds once the log up to the point of the note is archived.
  func markQuestion(note: String, in cluster: ClusterLayout) -> [String]

  /// As `restore`, then plays the archived log up to `end`; fails where it does not reach so far.
  func restore(
    _ file: String, on host: HostName, as cluster: ClusterLayout, upTo end: LogEnd
  ) -> [String]
}

/// Up to where a restore plays the log that was archived since the backup.
package enum LogEnd: Sendable, Equatable {
  /// All that was archived.
  case archive
  /// The named point.
  case mark(String)
}
