/// A span or an offset in whole nanoseconds, on one monotonic clock.
///
/// Shape: signed 64 bits, encoded as a bare integer in fields that end in `_ns`.
/// Units: nanoseconds; 292 years either way.
package struct Nanoseconds: RawRepresentable, Hashable, Sendable, Comparable, Codable {
  /// The count of nanoseconds.
  package var rawValue: Int64

  /// Wraps a count of nanoseconds.
  package init(rawValue: Int64) { self.rawValue = rawValue }

  /// No time at all.
  package static let zero = Nanoseconds(rawValue: 0)

  /// A whole number of seconds.
  package static func seconds(_ count: Int) -> Nanoseconds {
    Nanoseconds(rawValue: Int64(count) * 1_000_000_000)
  }

  /// A fractional number of seconds, rounded to the nanosecond.
  package static func seconds(_ count: Double) -> Nanoseconds {
    Nanoseconds(rawValue: Int64((count * 1e9).rounded()))
  }

  /// A whole number of milliseconds.
  package static func milliseconds(_ count: Int) -> Nanoseconds {
    Nanoseconds(rawValue: Int64(count) * 1_000_000)
  }

  /// The value in seconds, for arithmetic and display.
  package var inSeconds: Double { Double(rawValue) / 1e9 }

  /// The value in milliseconds, for arithmetic and display.
  package var inMilliseconds: Double { Double(rawValue) / 1e6 }

  /// The same span as Swift's clock APIs want it.
  package var duration: Duration { .nanoseconds(rawValue) }

  /// Orders by length.
  package static func < (left: Nanoseconds, right: Nanoseconds) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The sum of two spans.
  package static func + (left: Nanoseconds, right: Nanoseconds) -> Nanoseconds {
    Nanoseconds(rawValue: left.rawValue + right.rawValue)
  }

  /// The difference of two offsets.
  package static func - (left: Nanoseconds, right: Nanoseconds) -> Nanoseconds {
    Nanoseconds(rawValue: left.rawValue - right.rawValue)
  }
}

extension Nanoseconds: CustomStringConvertible {
  /// The shortest exact form with a unit, as missions write it: `800ms`, `1.5s`, `3m`.
  package var description: String {
    let units: [(String, Int64)] = [
      ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000),
      ("us", 1_000),
    ]
    if rawValue == 0 { return "0s" }
    for (unit, size) in units where rawValue % size == 0 { return "\(rawValue / size)\(unit)" }
    return "\(rawValue)ns"
  }
}
