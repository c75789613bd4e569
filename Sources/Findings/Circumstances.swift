/// Who asks, when, among which people, and when the targets are next exercised.
///
/// Shape: passed in, so that the rules need no clock and no program file.
package struct Circumstances: Sendable, Equatable {
  /// E-mail address or name of a person of the roster.
  package var by: String
  /// RFC 3339 in UTC, `2026-11-28T13:00:00Z`.
  package var at: String
  /// The program's people.
  package var people: Roster
  /// The day of the next exercise by service; a service without one has none scheduled.
  package var nextWindows: [String: String]

  /// All of it.
  package init(
    by: String, at: String, people: Roster, nextWindows: [String: String] = [:]
  ) {
    self.by = by
    self.at = at
    self.people = people
    self.nextWindows = nextWindows
  }

  /// The day of `at`.
  package var today: String { String(at.prefix(10)) }
}
