/// What a backup's own tool says of it: how far it reaches, its keys, size and hash.
package struct BackupFigures: Sendable, Equatable, Codable {
  /// The last change that it holds, as the database counts: revisions, bytes of a log, writes.
  package var revision: Int64
  /// The same in the database's own words; nil where it has none but the number.
  package var position: String?
  /// How many keys, the database's own included; nil where its tool does not count them.
  package var keys: Int64?
  /// Its size.
  package var bytes: Int64
  /// Its check sum, in hexadecimal.
  package var hash: String

  /// Figures of a whole backup.
  package init(
    revision: Int64, position: String? = nil, keys: Int64?, bytes: Int64, hash: String
  ) {
    self.revision = revision
    self.position = position
    self.keys = keys
    self.bytes = bytes
    self.hash = hash
  }
}
