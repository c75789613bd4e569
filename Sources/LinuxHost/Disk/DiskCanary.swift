import Glibc
import Synchronization
import Vocabulary

/// A file with known bytes on a disk, which only one fault touches.
package struct DiskCanary {
  private let control: DiskControl
  private let fault: String
  private let path: String
  private let file: Int32
  private static let serial = Atomic<Int>(0)

  /// Does `body` with a canary that holds `old` durably, and removes it.
  package static func with<Value>(
    _ old: [UInt8], fault: String, directory: String, control: DiskControl,
    _ body: (DiskCanary) throws(LinuxError) -> Value
  ) throws(LinuxError) -> Value {
    let number = serial.add(1, ordering: .relaxed).newValue
    let quiet = "\(directory)/\(ProbeFile.quietPrefix)canary-\(getpid())-\(number)"
    let path = "\(directory)/\(ProbeFile.prefix(of: fault))canary-\(getpid())-\(number)"
    let file = try checkLast(
      open(quiet, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600), "make a canary", on: quiet)
    defer {
      close(file)
      rename(path, quiet)
      unlink(quiet)
    }
    try checkLast(pwrite(file, old, old.count, 0), "write a canary", on: path)
    try checkLast(fsync(file), "fsync a canary", on: path)
    try checkLast(rename(quiet, path), "rename a canary", on: path)
    return try body(DiskCanary(control: control, fault: fault, path: path, file: file))
  }

  /// Writes over its start, and syncs where that is asked.
  package func write(_ bytes: [UInt8], synced: Bool) throws(LinuxError) {
    try checkLast(pwrite(file, bytes, bytes.count, 0), "write a canary", on: path)
    if synced { try checkLast(fsync(file), "fsync a canary", on: path) }
  }

  /// Cuts the power for it alone.
  package func cutPower() throws(LinuxError) {
    let name = path.split(separator: "/").last.map(String.init)
    try control.cutPower(onlyFiles: name)
  }

  /// What it holds, read past the kernel's cache.
  package func read(_ count: Int) throws(LinuxError) -> [UInt8] {
    posix_fadvise(file, 0, 0, Int32(POSIX_FADV_DONTNEED))
    return try Self.read(file, count, path)
  }

  /// What lies in the file below the disk.
  package func readBelow(backing: String, _ count: Int) throws(LinuxError) -> [UInt8] {
    let name = path.split(separator: "/").last ?? ""
    let below = try checkLast(
      open("\(backing)/\(name)", O_RDONLY | O_CLOEXEC), "open a canary", on: backing)
    defer { close(below) }
    return try Self.read(below, count, backing)
  }

  private static func read(
    _ file: Int32, _ count: Int, _ path: String
  ) throws(LinuxError) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    var got = 0
    while got < count {
      let more = buffer.withUnsafeMutableBytes {
        pread(file, $0.baseAddress.map { $0 + got }, count - got, off_t(got))
      }
      try checkLast(more, "read a canary", on: path)
      if more == 0 { break }
      got += more
    }
    return Array(buffer.prefix(got))
  }
}
