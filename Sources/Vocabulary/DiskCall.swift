/// A call on a data disk that a fault can choose; all others always pass.
///
/// Limits: what the kernel answers from its own cache (a stat, a second read of a page) is no call.
package enum DiskCall: String, Sendable, Codable, CaseIterable {
  /// A read that the kernel's page cache does not answer.
  case read
  /// A write; the kernel's page cache hides none, for it writes through.
  case write
  /// An fsync or fdatasync, of files and directories.
  case fsync
  /// The opening of a file that is there.
  case open
  /// The making of a file.
  case create
  /// The making of a directory.
  case mkdir
  /// A rename.
  case rename
  /// The removal of a file or directory.
  case remove
  /// A change of a file's size.
  case truncate
  /// A reservation of space.
  case allocate

  /// Those of a list such as `write, fsync`; nil where a word of it is no call.
  package static func list(_ text: String) -> [DiskCall]? {
    let words = text.split(whereSeparator: { $0 == "," || $0 == " " })
    let calls = words.compactMap { DiskCall(rawValue: String($0)) }
    return calls.count == words.count && !calls.isEmpty ? calls : nil
  }
}
