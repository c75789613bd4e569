import Vocabulary

/// `2nd Thursday of February, May, August, November, 13:00, 4h, Europe/Berlin`.
enum CadenceWords {
  private static let hint =
    "write it as `2nd Thursday of February, May, August, November, 13:00, 4h, Europe/Berlin`"

  static func read(_ text: String) throws(Complaint) -> Cadence {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmed }
    guard parts.count >= 4 else {
      throw Complaint(
        "a cadence has a weekday of months, a time, a length and a zone", hint: hint)
    }
    var head = parts[0].words
    guard head.count == 4, head[2].lowercased() == "of" else {
      throw Complaint("`\(parts[0])` is not a weekday of a month", hint: hint)
    }
    let place = try place(head[0])
    let weekday = try weekday(head[1])
    let names = [head.removeLast()] + parts[1..<(parts.count - 3)]
    var months: [Int] = []
    for name in names {
      let month = try month(name)
      guard !months.contains(month) else {
        throw Complaint("\(CalendarDay.months[month - 1]) is named twice", hint: "name it once")
      }
      months.append(month)
    }
    let span = Nanoseconds.seconds(1_800)...Nanoseconds.seconds(12 * 3_600)
    return Cadence(
      place: place, weekday: weekday, months: months.sorted(),
      startMinute: try minute(parts[parts.count - 3]),
      lengthNs: try Reading.duration(span).read(parts[parts.count - 2]),
      zone: try Reading.zone.read(parts[parts.count - 1]))
  }

  private static func place(_ word: String) throws(Complaint) -> Int {
    guard let index = Cadence.places.firstIndex(of: word.lowercased()) else {
      throw Complaint(
        "`\(word)` is not a place in a month",
        hint: word.lowercased() == "5th"
          ? "few months have a fifth; write `last`" : "write 1st, 2nd, 3rd, 4th or last")
    }
    return index == 4 ? -1 : index + 1
  }

  private static func weekday(_ word: String) throws(Complaint) -> Weekday {
    guard let day = Weekday(name: word) else {
      throw Complaint(
        "`\(word)` is not a day of the week",
        hint: Spelling.hint(for: word, among: Weekday.names, otherwise: "write it out in full"))
    }
    return day
  }

  private static func month(_ word: String) throws(Complaint) -> Int {
    guard
      let index = CalendarDay.months.firstIndex(where: { $0.lowercased() == word.lowercased() })
    else {
      throw Complaint(
        "`\(word)` is not a month",
        hint: Spelling.hint(
          for: word, among: CalendarDay.months, otherwise: "write it out in full; \(hint)"))
    }
    return index + 1
  }

  /// `13:00` as minutes since midnight.
  static func minute(_ text: String) throws(Complaint) -> Int {
    let bytes = Array(text.utf8)
    let digits = bytes.enumerated().allSatisfy { place, byte in
      place == 2 ? byte == UInt8(ascii: ":") : (0x30...0x39).contains(byte)
    }
    guard bytes.count == 5, digits, let hour = Int(text.prefix(2)), hour < 24,
      let minute = Int(text.suffix(2)), minute < 60
    else {
      throw Complaint("`\(text)` is not a time of day", hint: "write it as 09:30 or 13:00")
    }
    return hour * 60 + minute
  }
}

extension Reading where Value == Cadence {
  /// The whole rule on one line.
  static var cadence: Reading {
    Reading(
      placeholder: Cadence(
        place: 2, weekday: .thursday, months: [2, 5, 8, 11], startMinute: 780,
        lengthNs: .seconds(14_400), zone: "Etc/UTC")
    ) { text throws(Complaint) in try CadenceWords.read(text) }
  }
}

extension Reading where Value == Int {
  /// `13:00` as minutes since midnight.
  static var minute: Reading {
    Reading(placeholder: 0) { text throws(Complaint) in try CadenceWords.minute(text) }
  }
}

extension Reading where Value == CalendarDay {
  /// A day such as `2027-02-11`, not so far away that it must be a slip.
  static var day: Reading {
    Reading(placeholder: "2027-01-01") { text throws(Complaint) in
      guard let day = CalendarDay(iso: text), (2_000...2_100).contains(day.year) else {
        throw Complaint("`\(text)` is not a day", hint: "write year, month, day as 2027-02-11")
      }
      return day
    }
  }
}

extension Reading where Value == ClosedRange<Int> {
  /// `weeks 1-3` of a quarter.
  static var weeks: Reading {
    Reading(placeholder: 1...1) { text throws(Complaint) in
      let words = text.words
      let bounds = (words.last ?? "").split(separator: "-", omittingEmptySubsequences: false)
      let numbers = bounds.compactMap { Int($0) }
      guard words.count == 2, words[0] == "weeks", bounds.count == 2, numbers.count == 2,
        numbers[0] >= 1, numbers[1] <= 14, numbers[0] <= numbers[1]
      else {
        throw Complaint(
          "`\(text)` is not a span of weeks of a quarter",
          hint: "write it as `weeks 1-3`; a quarter has 13, and its last days are week 14")
      }
      return numbers[0]...numbers[1]
    }
  }
}
