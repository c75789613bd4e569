/// How the wall clock of the database's processes differs from the host's; faults merge.
///
/// Shape: applies to CLOCK_REALTIME only; monotonic clocks and the host's own stay as they are.
package struct ClockSetting: Sendable, Equatable, Codable {
  /// Added to the wall clock at once.
  package var offsetNs: Nanoseconds
  /// How much faster the wall clock runs, in parts per million; negative is slower.
  package var driftPpm: Double
  /// Back and forth jumps, each of them on its own.
  package var strobes: [ClockStrobe]

  /// A clock with these faults; all at their defaults is the host's own time.
  package init(
    offsetNs: Nanoseconds = .zero, driftPpm: Double = 0, strobes: [ClockStrobe] = []
  ) {
    self.offsetNs = offsetNs
    self.driftPpm = driftPpm
    self.strobes = strobes
  }

  /// Each thing that is not at rest, in words.
  package var words: [String] {
    var parts: [String] = []
    if offsetNs != .zero { parts.append("offset \(offsetNs)") }
    if driftPpm != 0 { parts.append("drift \(driftPpm) ppm") }
    return parts + strobes.map { "strobe \($0.deltaNs) every \($0.periodNs)" }
  }

  /// Both at once: offsets and drifts add, every strobe goes on.
  package func merged(with other: ClockSetting) -> ClockSetting {
    ClockSetting(
      offsetNs: offsetNs + other.offsetNs, driftPpm: driftPpm + other.driftPpm,
      strobes: (strobes + other.strobes).sorted {
        ($0.periodNs, $0.deltaNs) < ($1.periodNs, $1.deltaNs)
      })
  }
}

/// A clock that jumps by `deltaNs` and back, each after half of `periodNs`.
package struct ClockStrobe: Sendable, Equatable, Codable {
  /// How far it jumps.
  package var deltaNs: Nanoseconds
  /// From one jump forth to the next.
  package var periodNs: Nanoseconds

  /// A strobe.
  package init(deltaNs: Nanoseconds, periodNs: Nanoseconds) {
    self.deltaNs = deltaNs
    self.periodNs = periodNs
  }
}
