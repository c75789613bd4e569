/// A range, an agent or the way to it failed: what, on what, and what to try.
package struct RangeError: Error, Sendable, CustomStringConvertible {
  /// What failed and on what, with the kernel's words verbatim.
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
