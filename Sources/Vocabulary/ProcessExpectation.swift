/// What the kernel must report of the database's processes; what is nil is not looked at.
package struct ProcessExpectation: Sendable, Equatable, Codable {
  /// All of them together are held to at most this share of a processor, and feel it.
  package var processors: Double?
  /// All of them together may use at most this much memory.
  package var memoryBytes: Int64?
  /// Each may have at most this many files open, and could have more before.
  package var openFiles: Int64?
  /// The fault of this name is no longer held, and all is as the other held faults want it.
  package var releasedFrom: String?
  /// Beside that, the database answers, unless another held fault keeps it from that.
  package var isServing: Bool

  /// An expectation.
  package init(
    processors: Double? = nil, memoryBytes: Int64? = nil, openFiles: Int64? = nil,
    releasedFrom: String? = nil, isServing: Bool = false
  ) {
    self.processors = processors
    self.memoryBytes = memoryBytes
    self.openFiles = openFiles
    self.releasedFrom = releasedFrom
    self.isServing = isServing
  }
}
