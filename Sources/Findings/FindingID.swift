/// The name of a finding for as long as the journal lives: `F-1`, `F-2`, …
///
/// Limits: the journal of a team numbers from 1; a number is never given twice.
package struct FindingID: RawRepresentable, Hashable, Sendable, Comparable, Codable,
  ExpressibleByStringLiteral, CustomStringConvertible
{
  /// As it is written everywhere.
  package let rawValue: String

  /// Wraps a name without changing it.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// Wraps a literal.
  package init(stringLiteral value: String) { rawValue = value }

  /// The name of that number.
  package init(number: Int) { rawValue = "F-\(number)" }

  /// The number; nil where it is no such name.
  package var number: Int? {
    rawValue.hasPrefix("F-") ? Int(rawValue.dropFirst(2)) : nil
  }

  /// The bare name.
  package var description: String { rawValue }

  /// Older first: `F-2` before `F-10`.
  package static func < (left: FindingID, right: FindingID) -> Bool {
    (left.number ?? .max, left.rawValue) < (right.number ?? .max, right.rawValue)
  }
}
