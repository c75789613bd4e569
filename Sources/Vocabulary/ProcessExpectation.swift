/// What the kernel must report of the database's processes; what is nil is not looked at.
package struct ProcessExpectation: Sendable, Equatable, Codable {
  /// How many files each of them may have open, at most.
  package var openFiles: ClosedRange<Int64>?

  /// An expectation.
  package init(openFiles: ClosedRange<Int64>? = nil) { self.openFiles = openFiles }
}
