/// What a probe must see on a directed link; what is nil is not looked at.
package struct LinkExpectation: Sendable, Equatable, Codable {
  /// The median one-way delay, in ns.
  package var delayNs: ClosedRange<Int64>?

  /// An expectation.
  package init(delayNs: ClosedRange<Int64>? = nil) { self.delayNs = delayNs }
}
