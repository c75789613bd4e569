import CLinux

/// The machine's wall clock, for what a victim computes from it.
package enum WallClock {
  /// Nanoseconds of CLOCK_REALTIME since 1970.
  package static func now() -> Int64 { clinux_wall_ns() }
}
