import CLinux
package import Vocabulary

/// The machine's monotonic clock, the same for every process and network namespace on it.
package enum MonotonicClock {
  /// Nanoseconds of CLOCK_MONOTONIC.
  package static func now() -> Nanoseconds { Nanoseconds(rawValue: clinux_monotonic_ns()) }
}
