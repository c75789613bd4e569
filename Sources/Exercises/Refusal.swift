/// A command or a request that was not carried out: what is wrong, and what to try.
///
/// Limits: the text never says what the asking role may not know.
package struct Refusal: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of no it is; pages and exit codes follow it.
  package enum Kind: String, Sendable, Codable {
    /// Nobody is signed in.
    case unknownPerson = "unknown-person"
    /// This role may not.
    case forbidden
    /// Not in this phase.
    case phase
    /// A field is wrong.
    case invalid
    /// There is no such thing, or the role may not know of it.
    case missing
    /// Too many, too fast.
    case limited
    /// The machine failed.
    case failed
  }

  /// What kind of no it is.
  package var kind: Kind
  /// What is wrong.
  package var message: String
  /// What to try; nil where there is nothing to say.
  package var hint: String?

  /// A no with its reason.
  package init(_ kind: Kind, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
  }

  /// Both, in a line.
  package var description: String { hint.map { "\(message); \($0)" } ?? message }
}
