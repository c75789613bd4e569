/// One thing that must be so after a simulated program, and what was found.
package struct SimulationCheck: Sendable, Equatable, Codable {
  /// What must be so, in a sentence.
  package var expects: String
  /// What was found.
  package var found: String
  /// Whether it is so.
  package var isMet: Bool

  /// A check that was made.
  package init(_ expects: String, found: String, isMet: Bool) {
    self.expects = expects
    self.found = found
    self.isMet = isMet
  }
}
