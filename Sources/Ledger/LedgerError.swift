/// The ledger or its journal cannot be read or written: what, where, and what to try.
package struct LedgerError: Error, Sendable, Equatable, CustomStringConvertible {
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
