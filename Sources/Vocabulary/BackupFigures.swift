/// What a backup's own tool says of it: revision, keys, size and hash.
package struct BackupFigures: Sendable, Equatable, Codable {
  /// The last change that it holds.
  package var revision: Int64
  /// How many keys, the database's own included.
  package var keys: Int64
  /// Its size.
  package var bytes: Int64
  /// Its check sum, in hexadecimal.
  package var hash: String

  /// Figures of a whole backup.
  package init(revision: Int64, keys: Int64, bytes: Int64, hash: String) {
    self.revision = revision
    self.keys = keys
    self.bytes = bytes
    self.hash = hash
  }
}
