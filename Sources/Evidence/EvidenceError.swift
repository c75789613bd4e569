/// A run folder cannot be written or read: what, where, and what to try.
package struct EvidenceError: Error, Sendable, CustomStringConvertible {
  /// What failed and on what.
  package var message: String
  /// What to try.
  package var hint: String

  /// An error for people.
  package init(_ message: String, hint: String) {
    self.message = message
    self.hint = hint
  }

  /// Both sentences.
  package var description: String { "\(message)\n  hint: \(hint)" }
}
