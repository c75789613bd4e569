/// A day of the week; weeks begin on Monday.
package enum Weekday: Int, Sendable, Hashable, Codable, CaseIterable {
  /// The first day of the week.
  case monday
  case tuesday
  case wednesday
  case thursday
  case friday
  case saturday
  case sunday

  /// `Thursday`.
  package var name: String { Self.names[rawValue] }

  /// `TH`, as calendars write it.
  package var code: String { String(name.prefix(2)).uppercased() }

  /// The day of that name, in any case; nil for any other word.
  package init?(name: String) {
    guard let place = Self.names.firstIndex(where: { $0.lowercased() == name.lowercased() }) else {
      return nil
    }
    self = Self.allCases[place]
  }

  /// All seven, from Monday.
  package static let names = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
}
