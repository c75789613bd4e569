/// The longest beginning of a key's history that is as it should be.
package struct ValidPrefix: Sendable, Equatable, Codable {
  /// How many operations had completed by then.
  package var operations: Int
  /// How many the key has.
  package var of: Int
  /// When the last of them completed, on the history's clock; nil where there is none.
  package var untilNs: Nanoseconds?

  /// A beginning of so many operations of so many.
  package init(operations: Int, of: Int, untilNs: Nanoseconds?) {
    self.operations = operations
    self.of = of
    self.untilNs = untilNs
  }
}
