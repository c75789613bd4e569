import CFuse3
import Glibc
import Synchronization
package import Vocabulary

/// Measures a disk as a database would meet it: through the mount.
package enum DiskProbe {
  private static let serial = Atomic<Int>(0)

  /// Writes 4 KiB to a file of its own, times its fsync, and removes it; blocks meanwhile.
  ///
  /// Effect: the file is nobody's probe by its name, so it meets what every file meets.
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

  /// The mean latency of so many calls that only this fault touches.
  package static func meanLatency(
    of call: DiskCall, samples: Int, fault: String, directory: String
  ) throws(LinuxError) -> Nanoseconds {
    // All at once: many calls that wait long must not wait one after the other.
    let calls = try (0..<max(1, samples)).map { _ throws(LinuxError) in
      try start(call, fault: fault, directory: directory)
    }
    var total: Int64 = 0
    for pending in calls {
      guard let error = pending.result(within: .seconds(300)) else {
        throw LinuxError("time a \(call.rawValue)", on: directory, code: ETIMEDOUT)
      }
      if error != 0 { throw LinuxError("time a \(call.rawValue)", on: directory, code: error) }
      total += pending.latency.rawValue
    }
    return Nanoseconds(rawValue: total / Int64(calls.count))
  }

  /// How many of so many calls that only this fault touches gave this error, and how many another.
  package static func errors(
    of call: DiskCall, attempts: Int, expecting code: DiskError.Code, fault: String,
    directory: String
  ) throws(LinuxError) -> (expected: Int, others: Int) {
    let seen = try ProbedCall(call, of: fault, in: directory).run(attempts: attempts)
    let expected = seen.filter { $0.error == code.number }.count
    return (expected, seen.filter { $0.error != 0 }.count - expected)
  }

  /// The error of adding so many bytes to a new file that only this fault touches; 0 is none.
  package static func growth(
    by bytes: Int64, fault: String, directory: String
  ) throws(LinuxError) -> Int32 {
    let call = ProbedCall(.allocate, of: fault, in: directory)
    return try call.inFolder { () throws(LinuxError) in
      let file = open(call.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if file < 0 {
        if errno == ENOSPC { return ENOSPC }
        throw LinuxError.last("make a probe file", on: call.path)
      }
      defer {
        close(file)
        unlink(call.path)
      }
      return posix_fallocate(file, 0, off_t(bytes))
    }
  }

  /// Whether an error number says that the disk is full.
  package static func isFull(_ error: Int32) -> Bool { error == ENOSPC }

  /// How many bytes the disk says are free.
  package static func freeBytes(directory: String) throws(LinuxError) -> Int64 {
    var status = statvfs()
    try checkLast(statvfs(directory, &status), "ask for free space", on: directory)
    return Int64(status.f_bavail) * Int64(status.f_frsize)
  }

  /// Starts a call that only this fault touches, and says later whether it has come back.
  package static func start(
    _ call: DiskCall, fault: String, directory: String
  ) throws(LinuxError) -> PendingDiskCall {
    let pending = PendingDiskCall(call: call)
    pthread_detach(
      try OwnThread.start {
        do throws(LinuxError) {
          let seen = try ProbedCall(call, of: fault, in: directory).run()
          pending.end(seen[0].error, seen[0].latency)
        } catch {
          pending.end(error.code ?? EIO, .zero)
        }
      })
    return pending
  }
}

/// A call on a disk that may never come back.
package final class PendingDiskCall: Sendable {
  /// Which call.
  package let call: DiskCall
  private let completion = Completion()
  private let code = Atomic<Int32>(0)
  private let latencyNs = Atomic<Int64>(0)

  init(call: DiskCall) { self.call = call }

  fileprivate func end(_ error: Int32, _ latency: Nanoseconds) {
    latencyNs.store(latency.rawValue, ordering: .relaxed)
    code.store(error, ordering: .releasing)
    completion.signal()
  }

  /// How long it took; zero until it has come back.
  package var latency: Nanoseconds { Nanoseconds(rawValue: latencyNs.load(ordering: .relaxed)) }

  /// The error it came back with, 0 for none; nil where it has not come back within the limit.
  package func result(within limit: Nanoseconds) -> Int32? {
    completion.wait(for: limit) ? code.load(ordering: .acquiring) : nil
  }
}
