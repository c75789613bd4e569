package import Vocabulary

/// One window in which a program practises, moved or not.
///
/// Units: moments in nanoseconds since 1970 UTC.
package struct ExerciseWindow: Sendable, Equatable, Codable {
  /// The day that the rule gives; it names the window for calendars, also when it is moved.
  package var ruleDay: CalendarDay
  /// The day it takes place.
  package var day: CalendarDay
  /// Minutes since midnight of the zone's clock.
  package var startMinute: Int
  /// The zone of that clock.
  package var zone: String
  /// When it begins.
  package var startNs: Nanoseconds
  /// When it ends.
  package var endNs: Nanoseconds
  /// How often it was moved; calendars call it SEQUENCE.
  package var moves: Int
  /// Why it was moved last; nil where it was not.
  package var why: String?

  /// The quarter that it belongs to.
  package var quarter: Quarter { Quarter(of: day) }

  /// How long it is.
  package var lengthNs: Nanoseconds { endNs - startNs }

  /// `Thursday, 11 February 2027, 13:00–17:00 Europe/Berlin`.
  package func inWords(_ rules: ZoneRules) -> String {
    let start = rules.local(atS: Int(startNs.rawValue / 1_000_000_000))
    let end = rules.local(atS: Int(endNs.rawValue / 1_000_000_000))
    return "\(start.day.inWords), \(Cadence.clock(start.minute))–\(Cadence.clock(end.minute)) "
      + rules.name
  }
}
