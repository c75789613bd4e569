package import Histories
package import Vocabulary

/// Decides one property of a history; it never throws, and says `unknown` where it cannot decide.
package protocol Checker: Sendable {
  /// The name in verdicts, such as `linearizable`.
  var name: String { get }
  /// What the property says of the history.
  func check(_ history: History) -> Verdict
}
