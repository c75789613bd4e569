import Vocabulary

/// Reads the rule of a time zone: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct ZoneRuleParser {
  private var rest: ArraySlice<UInt8>

  private init(_ text: String) { rest = Array(text.utf8)[...] }

  /// The rule; nil where the text is none.
  static func parse(_ text: String) -> ZoneRule? {
    var parser = ZoneRuleParser(text)
    guard let rule = parser.rule(), parser.rest.isEmpty else { return nil }
    return rule
  }

  private mutating func rule() -> ZoneRule? {
    guard let name = name(), let west = time(most: 24) else { return nil }
    let standard = ZoneRules.Offset(eastS: -west, abbreviation: name)
    if rest.isEmpty { return ZoneRule(standard: standard, summer: nil) }
    guard let summerName = self.name() else { return nil }
    var east = standard.eastS + 3_600
    if let next = rest.first, next != UInt8(ascii: ",") {
      guard let west = time(most: 24) else { return nil }
      east = -west
    }
    // Without dates POSIX leaves them to the system; no file has that.
    guard let start = edge(), let end = edge() else { return nil }
    return ZoneRule(
      standard: standard,
      summer: .init(
        offset: .init(eastS: east, abbreviation: summerName), start: start, end: end))
  }

  /// Three letters or more, or anything plain in angle brackets.
  private mutating func name() -> String? {
    if take(UInt8(ascii: "<")) {
      let inner = rest.prefix { $0 != UInt8(ascii: ">") }
      rest = rest.dropFirst(inner.count)
      let isPlain = inner.allSatisfy {
        Self.isLetter($0) || Self.isDigit($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
      }
      guard take(UInt8(ascii: ">")), isPlain, (3...10).contains(inner.count) else { return nil }
      return String(decoding: inner, as: UTF8.self)
    }
    let letters = rest.prefix(while: Self.isLetter)
    rest = rest.dropFirst(letters.count)
    return (3...10).contains(letters.count) ? String(decoding: letters, as: UTF8.self) : nil
  }

  /// `[+-]h[:m[:s]]` in seconds.
  private mutating func time(most: Int) -> Int? {
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard let hours = number(upTo: most) else { return nil }
    var seconds = hours * 3_600
    for unit in [60, 1] where take(UInt8(ascii: ":")) {
      guard let part = number(upTo: 59) else { return nil }
      seconds += part * unit
    }
    return isNegative ? -seconds : seconds
  }

  /// `,M3.5.0/2`, `,J60` or `,59`.
  private mutating func edge() -> ZoneRule.Edge? {
    guard take(UInt8(ascii: ",")) else { return nil }
    let day: ZoneRule.Day
    if take(UInt8(ascii: "M")) {
      guard let month = number(upTo: 12), month >= 1, take(UInt8(ascii: ".")),
        let place = number(upTo: 5), place >= 1, take(UInt8(ascii: ".")),
        let weekday = number(upTo: 6)
      else { return nil }
      // POSIX weeks begin on Sunday.
      day = .weekday(month: month, place: place, Weekday.allCases[(weekday + 6) % 7])
    } else if take(UInt8(ascii: "J")) {
      guard let number = number(upTo: 365), number >= 1 else { return nil }
      day = .withoutLeapDay(number)
    } else {
      guard let number = number(upTo: 365) else { return nil }
      day = .withLeapDay(number)
    }
    guard take(UInt8(ascii: "/")) else { return ZoneRule.Edge(day: day, timeS: 7_200) }
    return time(most: 167).map { ZoneRule.Edge(day: day, timeS: $0) }
  }

  private mutating func number(upTo most: Int) -> Int? {
    let digits = rest.prefix(while: Self.isDigit)
    guard (1...3).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count)
    let value = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return value <= most ? value : nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
