/// One window that takes place on another day, or at another hour, than the rule says.
package struct MovedWindow: Sendable, Equatable, Codable {
  /// The day of the rule.
  package var from: CalendarDay
  /// The day it takes place.
  package var to: CalendarDay
  /// Minutes since midnight; nil keeps the hour.
  package var startMinute: Int?
  /// One line for people.
  package var why: String

  /// A move.
  package init(from: CalendarDay, to: CalendarDay, startMinute: Int? = nil, why: String) {
    self.from = from
    self.to = to
    self.startMinute = startMinute
    self.why = why
  }
}

/// A real incident that the next quarter should practise.
package struct RecentIncident: Sendable, Equatable, Codable {
  /// As the team's own tracker calls it.
  package var id: String
  /// When it began.
  package var on: CalendarDay
  /// One line for people.
  package var title: String
  /// The service that suffered.
  package var service: String
  /// The family of missions that is nearest.
  package var family: String

  /// An incident.
  package init(id: String, on: CalendarDay, title: String, service: String, family: String) {
    self.id = id
    self.on = on
    self.title = title
    self.service = service
    self.family = family
  }
}

/// A change that was announced and may make a practised answer wrong.
package struct DeclaredChange: Sendable, Equatable, Codable {
  /// As the team's own tracker calls it.
  package var id: String
  /// When it takes effect.
  package var on: CalendarDay
  /// One line for people.
  package var title: String
  /// The service that changes.
  package var service: String
  /// The family of missions that would show it.
  package var family: String

  /// A change.
  package init(id: String, on: CalendarDay, title: String, service: String, family: String) {
    self.id = id
    self.on = on
    self.title = title
    self.service = service
    self.family = family
  }
}
