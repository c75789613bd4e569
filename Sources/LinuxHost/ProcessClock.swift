import Glibc
package import Vocabulary

/// The processor time of this process, all threads, user and system.
package enum ProcessClock {
  /// Nanoseconds of CLOCK_PROCESS_CPUTIME_ID.
  package static func cpu() -> Nanoseconds {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Nanoseconds(rawValue: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }
}
