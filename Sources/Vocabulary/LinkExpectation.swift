/// What one fault's share in the behaviour of a directed link must be: there, or gone.
///
/// Shape: other held faults may want something of the same link; the agent knows them, and judges
///        what it measures by all that is held.
package struct LinkExpectation: Sendable, Equatable, Codable {
  /// The fault.
  package var fault: String
  /// What it wants of the link.
  package var setting: LinkSetting
  /// Whether that must be seen, or must no longer be.
  package var isHeld: Bool

  /// An expectation.
  package init(fault: String, setting: LinkSetting, isHeld: Bool) {
    self.fault = fault
    self.setting = setting
    self.isHeld = isHeld
  }
}
