import Glibc

/// A small file for its owner's eyes only.
package enum PrivateFile {
  /// Writes it whole or not at all; nobody else can read it at any moment.
  ///
  /// Effect: what stood there before is there until the new content is on disk.
  package static func write(_ text: String, to path: String) throws(LinuxError) {
    let draft = path + ".new"
    let bytes = Array(text.utf8)
    // What a crash left there is nobody's.
    unlink(draft)
    let descriptor = try checkLast(
      open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600), "open", on: draft)
    defer { close(descriptor) }
    let written = try checkLast(
      Glibc.write(descriptor, bytes, bytes.count), "write", on: draft)
    guard written == bytes.count else { throw LinuxError("write", on: draft, code: ENOSPC) }
    try checkLast(fsync(descriptor), "sync", on: draft)
    try checkLast(rename(draft, path), "rename", on: path)
  }
}
