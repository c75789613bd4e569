/// One thing wrong in a file that a person wrote: where, what, and what to try.
package struct Diagnostic: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The file as the person named it.
  package var file: String
  /// Where in the file.
  package var position: SourcePosition
  /// What is wrong, one sentence without a full stop.
  package var message: String
  /// What to try.
  package var hint: String

  /// A diagnostic for people and for `--json`.
  package init(file: String, position: SourcePosition, message: String, hint: String) {
    self.file = file
    self.position = position
    self.message = message
    self.hint = hint
  }

  /// `file:line:column: error: message` with the hint below it, as compilers print.
  package var description: String {
    "\(file):\(position.line):\(position.column): error: \(message)\n  hint: \(hint)"
  }
}
