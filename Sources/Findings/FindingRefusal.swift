/// A command on a finding that was not carried out: what is wrong and why, and what to try.
package struct FindingRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  /// The rule that it breaks.
  package var rule: Rule
  /// What is wrong, and why that is a rule.
  package var message: String
  /// What to try.
  package var hint: String

  /// The rules; each has its tests.
  package enum Rule: String, Sendable, Codable, CaseIterable {
    /// There is no such finding, trial, gap type or window.
    case missing
    /// A text that must say something says nothing.
    case empty
    /// Whoever asks is nobody of the program, or has left.
    case stranger
    /// The owner is a team, a bot, a shared mailbox, or more than one person.
    case onePerson = "one person"
    /// The owner is nobody of the program file.
    case unknownPerson = "unknown person"
    /// The owner has left.
    case leaver
    /// It is no day of the calendar.
    case day
    /// The day is not after today.
    case past
    /// The day is not strictly before the next exercise of the target.
    case beforeWindow = "before the window"
    /// A date that stands is moved only by an extension.
    case standingDate = "standing date"
    /// Only the program owner may.
    case programOwner = "program owner"
    /// Owners do not judge their own findings.
    case ownCase = "own case"
    /// A likelihood is measured, never typed.
    case measured
    /// Nothing is closed by a statement.
    case statement
    /// A risk is accepted for two quarters at most.
    case quarters = "two quarters"
    /// It has no re-test.
    case retest = "no re-test"
    /// It is still a draft.
    case draft
    /// Not from where it stands.
    case status
    /// The trial is known already, or no trial of it.
    case trial
  }

  /// A no with its reason and a way.
  package init(_ rule: Rule, _ message: String, hint: String) {
    self.rule = rule
    self.message = message
    self.hint = hint
  }

  /// Both, in a line.
  package var description: String { "\(message); \(hint)" }
}
