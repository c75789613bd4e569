/// What a probe must see of one fault on a data disk, on files of its own that only it touches.
package struct DiskExpectation: Sendable, Equatable, Codable {
  /// The fault's name.
  package var fault: String
  /// What is looked at.
  package var look: Look
  /// Whether the effect must be there, or must be gone.
  package var isThere: Bool
  /// A pattern of which the disk must hold at least one file, or the fault would act on nothing.
  package var files: String?

  /// What a probe looks at.
  package enum Look: Sendable, Equatable, Codable {
    /// The mean of so many timed calls of a kind is at least, or at most, this long.
    case delay(call: DiskCall, samples: Int, limitNs: Nanoseconds)
    /// Each of the calls gives that error, in a share of the attempts.
    case error(calls: [DiskCall], error: DiskError.Code, ratio: Double)
    /// What would grow beyond the space that was left is refused.
    case full(leaveBytes: Int64)
    /// Each of the calls does not come back.
    case stall(calls: [DiskCall])
    /// A canary's write vanishes when the power is cut for it alone.
    case loss(isLying: Bool)
    /// Of a canary's last write only the first part survives that.
    case torn(atBytes: Int64?)
    /// A canary's bits differ from what was written.
    case rot(ratio: Double)
  }

  /// An expectation.
  package init(fault: String, _ look: Look, isThere: Bool, files: String? = nil) {
    self.fault = fault
    self.look = look
    self.isThere = isThere
    self.files = files
  }
}
