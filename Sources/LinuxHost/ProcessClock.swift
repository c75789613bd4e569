import Glibc
package import Vocabulary

/// The processor time of this process, all threads, user and system.
package enum ProcessClock {
  /// What the process has used so far, in steps of a microsecond.
  package static func cpu() -> Nanoseconds {
    // POSIX fixes the unit of clock(3) at a microsecond on every system.
    Nanoseconds(rawValue: Int64(clock()) * 1_000)
  }
}
