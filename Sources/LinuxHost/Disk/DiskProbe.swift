import Glibc
import Synchronization
package import Vocabulary

/// Measures a disk as a database would meet it: through the mount.
package enum DiskProbe {
  private static let serial = Atomic<Int>(0)

  /// Writes 4 KiB to a file of its own, times its fsync, and removes it; blocks meanwhile.
  package static func fsyncLatency(directory: String) throws(LinuxError) -> Nanoseconds {
    let number = serial.add(1, ordering: .relaxed).newValue
    let path = "\(directory)/.cygnet-probe-\(getpid())-\(number)"
    let file = try checkLast(
      open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600), "make a probe file", on: path)
    defer {
      close(file)
      unlink(path)
    }
    let block = [UInt8](repeating: 0x43, count: 4_096)
    try checkLast(write(file, block, block.count), "write a probe file", on: path)
    let start = MonotonicClock.now()
    try checkLast(fsync(file), "fsync a probe file", on: path)
    return MonotonicClock.now() - start
  }
}
