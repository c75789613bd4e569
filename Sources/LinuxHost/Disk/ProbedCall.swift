import Glibc
import Synchronization
import Vocabulary

/// One call through the mount on a probe file of one fault, made ready and cleared away quietly.
///
/// Shape: in a directory of its own, which the call may lock while it waits, the file is made under
///        a name that no fault touches, and renamed; so only the call that is probed meets the
///        fault, also where the fault acts on creating and removing.
struct ProbedCall {
  let call: DiskCall
  let path: String
  private let folder: String
  private let quiet: String
  private static let serial = Atomic<Int>(0)

  init(_ call: DiskCall, of fault: String, in directory: String) {
    self.call = call
    let number = Self.serial.add(1, ordering: .relaxed).newValue
    folder = "\(directory)/\(ProbeFile.quietPrefix)\(getpid())-\(number)"
    path = "\(folder)/\(ProbeFile.prefix(of: fault))1"
    quiet = "\(folder)/\(ProbeFile.quietPrefix)1"
  }

  /// Does `body` while the directory is there.
  func inFolder<Value>(_ body: () throws(LinuxError) -> Value) throws(LinuxError) -> Value {
    try checkLast(mkdir(folder, 0o700), "make a probe's directory", on: folder)
    defer {
      // A removed file stays under another name until the kernel has told the disk that it is
      // closed, which it does in its own time.
      for _ in 0..<100 where rmdir(folder) < 0 && errno == ENOTEMPTY { usleep(2_000) }
    }
    return try body()
  }

  /// What came of it: how long it took, and its error number or 0; blocks meanwhile.
  func run(attempts: Int = 1) throws(LinuxError) -> [(latency: Nanoseconds, error: Int32)] {
    try inFolder { () throws(LinuxError) in try runInFolder(attempts) }
  }

  private func runInFolder(
    _ attempts: Int
  ) throws(LinuxError) -> [(latency: Nanoseconds, error: Int32)] {
    let file = try checkLast(
      open(quiet, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600), "make a probe file", on: quiet)
    let spare = path + "-2"
    defer {
      close(file)
      for name in [path, spare] {
        rename(name, quiet)
        unlink(quiet)
        rmdir(quiet)
      }
    }
    let block = [UInt8](repeating: 0x43, count: 4_096)
    try checkLast(write(file, block, block.count), "write a probe file", on: path)
    try checkLast(rename(quiet, path), "rename a probe file", on: path)
    var seen: [(latency: Nanoseconds, error: Int32)] = []
    for _ in 0..<attempts {
      posix_fadvise(file, 0, 0, Int32(POSIX_FADV_DONTNEED))
      if call == .fsync { _ = pwrite(file, block, block.count, 0) }
      let start = MonotonicClock.now()
      let outcome = make(file, block, spare)
      let error = outcome < 0 ? errno : 0
      seen.append((latency: MonotonicClock.now() - start, error: error))
      if attempts > 1 { restore(spare) }
    }
    return seen
  }

  private func make(_ file: Int32, _ block: [UInt8], _ spare: String) -> Int32 {
    switch call {
    case .read:
      var buffer = block
      return Int32(pread(file, &buffer, buffer.count, 0))
    case .write: return Int32(pwrite(file, block, block.count, 0))
    case .fsync: return fsync(file)
    case .open, .create:
      let flags = call == .create ? O_CREAT | O_EXCL | O_WRONLY : O_RDONLY
      let other = open(call == .create ? spare : path, flags | O_CLOEXEC, 0o600)
      if other >= 0 { close(other) }
      return other
    case .mkdir: return mkdir(spare, 0o700)
    case .rename: return rename(path, spare)
    case .remove: return unlink(path)
    case .truncate: return ftruncate(file, 8_192)
    case .allocate: return posixAllocate(file)
    }
  }

  private func posixAllocate(_ file: Int32) -> Int32 {
    errno = posix_fallocate(file, 0, 12_288)
    return errno == 0 ? 0 : -1
  }

  /// What one attempt has made or taken away must not be in the way of the next.
  private func restore(_ spare: String) {
    switch call {
    case .create, .mkdir:
      rename(spare, quiet)
      unlink(quiet)
      rmdir(quiet)
    case .rename:
      rename(spare, quiet)
      rename(quiet, path)
    case .remove:
      let file = open(quiet, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      if file >= 0 { close(file) }
      rename(quiet, path)
    default: break
    }
  }
}
