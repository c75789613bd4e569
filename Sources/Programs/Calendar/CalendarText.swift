import Vocabulary

/// Days, moments, spans and rules as iCalendar writes them.
enum CalendarText {
  /// `20270211`.
  static func day(_ day: CalendarDay) -> String {
    day.description.split(separator: "-").joined()
  }

  /// `20270211T130000`, on clocks of some zone.
  static func local(_ day: CalendarDay, second: Int) -> String {
    self.day(day) + "T" + [second / 3_600, second / 60 % 60, second % 60].map(two).joined()
  }

  /// `20270211T120000Z`.
  static func moment(_ momentNs: Nanoseconds) -> String {
    let seconds = Int(momentNs.rawValue / 1_000_000_000)
    let day = ZoneRules.floorDivide(seconds, 86_400)
    return local(CalendarDay(ordinal: day), second: seconds - day * 86_400) + "Z"
  }

  /// `PT4H`, `PT3H30M`.
  static func span(_ span: Nanoseconds) -> String {
    let minutes = Int(span.rawValue / 60_000_000_000)
    let parts = [(minutes / 60, "H"), (minutes % 60, "M")].filter { $0.0 > 0 }
    return "PT" + (parts.isEmpty ? "0M" : parts.map { "\($0.0)\($0.1)" }.joined())
  }

  /// `FREQ=YEARLY;BYMONTH=2,5,8,11;BYDAY=2TH`.
  static func rule(_ cadence: Cadence) -> String {
    "FREQ=YEARLY;BYMONTH=" + cadence.months.map(String.init).joined(separator: ",")
      + ";BYDAY=\(cadence.place)\(cadence.weekday.code)"
  }

  /// `+0100`, with seconds only where there are any.
  static func offset(_ eastS: Int) -> String {
    let size = abs(eastS)
    let parts = [size / 3_600, size / 60 % 60] + (size % 60 > 0 ? [size % 60] : [])
    return (eastS < 0 ? "-" : "+") + parts.map(two).joined()
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
