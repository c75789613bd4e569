/// How a call of a probe on a data disk must end.
package struct DiskExpectation: Sendable, Equatable, Codable {
  /// Which call.
  package var call: String
  /// The symbolic error it must give, such as `EIO`; nil where it must succeed.
  package var error: String?

  /// An expectation.
  package init(call: String, error: String?) {
    self.call = call
    self.error = error
  }
}
