extension WallTime {
  /// `2026-02-11T13:06:10.123456789Z`; without a fraction where there is none.
  package static func text(_ moment: Nanoseconds) -> String {
    let second = Nanoseconds.seconds(1).rawValue
    // Before 1970 the parts count upwards, too.
    var seconds = moment.rawValue / second
    var rest = moment.rawValue % second
    if rest < 0 { (seconds, rest) = (seconds - 1, rest + second) }
    var ordinal = seconds / 86_400
    var ofDay = seconds % 86_400
    if ofDay < 0 { (ordinal, ofDay) = (ordinal - 1, ofDay + 86_400) }
    let clock = [ofDay / 3_600, ofDay / 60 % 60, ofDay % 60].map { padded($0, 2) }
    var fraction = ""
    if rest > 0 {
      fraction = "." + padded(rest, 9)
      while fraction.hasSuffix("0") { fraction.removeLast() }
    }
    return "\(CalendarDay(ordinal: Int(ordinal)))T" + clock.joined(separator: ":") + fraction + "Z"
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
