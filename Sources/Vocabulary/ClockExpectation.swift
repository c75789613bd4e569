/// How the wall clock inside a database's process must differ from the host's.
package struct ClockExpectation: Sendable, Equatable, Codable {
  /// Inside minus host, in ns.
  package var offsetNs: ClosedRange<Int64>?

  /// An expectation.
  package init(offsetNs: ClosedRange<Int64>? = nil) { self.offsetNs = offsetNs }
}
