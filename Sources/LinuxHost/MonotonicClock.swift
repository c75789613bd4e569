import Glibc
package import Vocabulary

/// The machine's monotonic clock, the same for every process and network namespace on it.
package enum MonotonicClock {
  /// Nanoseconds of CLOCK_MONOTONIC.
  package static func now() -> Nanoseconds {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Nanoseconds(rawValue: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }
}
