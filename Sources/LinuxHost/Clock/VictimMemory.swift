import CLinux
import Glibc

/// The memory of another process, also where that process itself may not write.
final class VictimMemory: Sendable {
  let pid: Int32
  private let descriptor: Int32

  /// Opens it; nil where the process is gone or has no memory of its own, as a kernel thread.
  init?(of pid: Int32) throws(LinuxError) {
    self.pid = pid
    descriptor = open("/proc/\(pid)/mem", O_RDWR | O_CLOEXEC)
    if descriptor < 0 {
      if [ENOENT, ESRCH].contains(errno) { return nil }
      throw LinuxError.last("open the memory", on: "process \(pid)")
    }
  }

  deinit { close(descriptor) }

  /// The bytes at an address, as many as there are; nil where the process or its program is gone.
  func read(_ count: Int, at address: UInt64) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    let got = pread(descriptor, &bytes, count, off_t(bitPattern: address))
    if got == count { return bytes }
    return got > 0 ? Array(bytes.prefix(got)) : nil
  }

  /// Whether a stack holds the frame of a signal handler that interrupted code in the range.
  func stack(at address: UInt64, returnsInto range: Range<UInt64>) -> Bool {
    clinux_stack_returns(descriptor, address, range.lowerBound, range.upperBound) == 1
  }

  /// Writes bytes, all of them.
  func write(_ bytes: [UInt8], at address: UInt64) throws(LinuxError) {
    let done = pwrite(descriptor, bytes, bytes.count, off_t(bitPattern: address))
    guard done != bytes.count else { return }
    let code = done < 0 ? errno : ESRCH
    throw LinuxError(
      "write the memory", on: "process \(pid)", code: code,
      hint: code == EIO || code == EPERM ? "boot without proc_mem.force_override" : "")
  }
}

extension off_t {
  fileprivate init(bitPattern address: UInt64) { self = off_t(Int64(bitPattern: address)) }
}
