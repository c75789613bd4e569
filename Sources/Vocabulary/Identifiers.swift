/// The name of a host of a range or an inventory, such as `n1`.
package struct HostName: RawRepresentable, Hashable, Sendable, Comparable, Codable,
  ExpressibleByStringLiteral, CustomStringConvertible
{
  /// The name as it is written in missions and shown to people.
  package let rawValue: String

  /// Wraps a name without changing it.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// Wraps a literal, as in `let leader: HostName = "n2"`.
  package init(stringLiteral value: String) { rawValue = value }

  /// Where blue sits in an exercise of people: a host of no cluster.
  package static let ops: HostName = "ops"

  /// The bare name.
  package var description: String { rawValue }

  /// Orders as a person reads it, `n2` before `n10`.
  package static func < (left: HostName, right: HostName) -> Bool {
    if left.rawValue.count != right.rawValue.count {
      return left.rawValue.count < right.rawValue.count
    }
    return left.rawValue < right.rawValue
  }
}

/// The name of one step of a mission, unique within it, such as `slow-disk`.
package struct StepName: RawRepresentable, Hashable, Sendable, Codable,
  ExpressibleByStringLiteral, CustomStringConvertible
{
  /// The name as written after `as:`, or made from the kind where none was given.
  package let rawValue: String

  /// Wraps a name without changing it.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// Wraps a literal.
  package init(stringLiteral value: String) { rawValue = value }

  /// The bare name.
  package var description: String { rawValue }
}
