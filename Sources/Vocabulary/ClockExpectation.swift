/// How the wall clock that a database's processes read must differ from the host's.
///
/// Shape:  what a fault wants, or nil for a fault that is healed; what others want of the same
///         clock is added by the agent, which holds them all.
/// Limits: every process of the database must read it; where none runs, nothing is shifted.
package struct ClockExpectation: Sendable, Equatable, Codable {
  /// The fault whose effect, or whose end, is to be seen.
  package var fault: String
  /// What that fault wants; nil where it must be gone.
  package var setting: ClockSetting?

  /// An expectation.
  package init(fault: String, setting: ClockSetting?) {
    self.fault = fault
    self.setting = setting
  }
}
