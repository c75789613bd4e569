import Vocabulary

/// Numbers with units, as missions write them.
///
/// Units: `ns us ms s m h`, also joined (`1m30s`); `B kB KB MB GB TB KiB MiB GiB TiB`; `/s`; `%`;
/// `bit kbit mbit gbit` and sizes per second; `ppm`.
enum Quantity {
  /// The longest span that is accepted; keeps every sum of offsets far from overflow.
  static let longest = Nanoseconds.seconds(366 * 24 * 3600)

  private static let timeUnits: [(name: String, size: Double)] = [
    ("ns", 1), ("us", 1e3), ("µs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9),
  ]
  private static let byteUnits: [(name: String, size: Double)] = [
    ("B", 1), ("kB", 1e3), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12),
    ("KiB", 1024), ("MiB", 1_048_576), ("GiB", 1_073_741_824), ("TiB", 1_099_511_627_776),
  ]

  private static let bitUnits: [(name: String, size: Double)] = [
    ("bit", 1), ("kbit", 1e3), ("mbit", 1e6), ("gbit", 1e9),
  ]

  /// A span such as `800ms` or `1m30s`; bounds decide whether it may be negative.
  static func duration(_ text: String) throws(Complaint) -> Nanoseconds {
    let hint = "write a number with ns, us, ms, s, m or h, such as 800ms or 1m30s"
    let isNegative = text.hasPrefix("-")
    var rest = Substring(isNegative ? String(text.dropFirst()) : text)
    var total = 0.0
    var lastSize = Double.infinity
    repeat {
      let (number, unit, tail) = split(rest)
      guard let number else { throw Complaint("`\(text)` is not a duration", hint: hint) }
      if unit.isEmpty {
        throw Complaint(
          "`\(text)` has no unit", hint: "did you mean \(text)s or \(text)ms? \(hint)")
      }
      guard let size = timeUnits.first(where: { $0.name == unit })?.size, size < lastSize else {
        throw Complaint("`\(text)` is not a duration", hint: hint)
      }
      total += number * size
      lastSize = size
      rest = tail
    } while !rest.isEmpty
    guard total <= Double(longest.rawValue) else {
      throw Complaint("`\(text)` is longer than a year", hint: "is the unit right?")
    }
    let magnitude = Int64(total.rounded())
    return Nanoseconds(rawValue: isNegative ? -magnitude : magnitude)
  }

  /// A span either way, such as `-90s`, `+90s` or `90s`.
  static func signedDuration(_ text: String) throws(Complaint) -> Nanoseconds {
    guard text.hasPrefix("+") else { return try duration(text) }
    let rest = String(text.dropFirst())
    guard !rest.hasPrefix("-") else {
      throw Complaint("`\(text)` has two signs", hint: "write -90s or 90s")
    }
    return try duration(rest)
  }

  /// A size such as `64MB` or `8GiB`.
  static func bytes(_ text: String) throws(Complaint) -> Int64 {
    let hint = "write a number with B, kB, MB, GB, KiB, MiB or GiB, such as 64MB"
    let (number, unit, tail) = split(Substring(text))
    guard let number, tail.isEmpty else {
      throw Complaint("`\(text)` is not a size", hint: hint)
    }
    if unit.isEmpty { throw Complaint("`\(text)` has no unit", hint: hint) }
    guard let size = byteUnits.first(where: { $0.name == unit })?.size, number * size < 9e18 else {
      throw Complaint("`\(text)` is not a size", hint: hint)
    }
    return Int64((number * size).rounded())
  }

  /// A share from 0 to 1, written `99%` or `0.99`.
  static func ratio(_ text: String) throws(Complaint) -> Double {
    let isPercent = text.hasSuffix("%")
    let digits = (isPercent ? String(text.dropLast()) : text).trimmed
    guard let number = plain(digits) else {
      throw Complaint("`\(text)` is not a share", hint: "write a percentage such as 99%, or 0.99")
    }
    let ratio = isPercent ? number / 100 : number
    guard (0...1).contains(ratio) else {
      throw Complaint(
        "`\(text)` is not between 0 and 1",
        hint: isPercent ? "choose 0% to 100%" : "did you mean \(text)%?")
    }
    return ratio
  }

  /// A rate per second such as `300/s`.
  static func rate(_ text: String) throws(Complaint) -> Double {
    let hint = "write a number per second, such as 300/s"
    guard text.hasSuffix("/s") else {
      throw Complaint(
        plain(text) == nil ? "`\(text)` is not a rate" : "`\(text)` has no unit", hint: hint)
    }
    guard let number = plain(text.dropLast(2).trimmed) else {
      throw Complaint("`\(text)` is not a rate", hint: hint)
    }
    return number
  }

  /// An amount of data per second in bytes, such as `1mbit/s` or `125kB/s`.
  static func bandwidth(_ text: String) throws(Complaint) -> Int64 {
    let hint = "write a number with bit/s, kbit/s, mbit/s, kB/s or MB/s, such as 1mbit/s"
    let amount = text.hasSuffix("/s") ? String(text.dropLast(2)) : text
    let (number, unit, tail) = split(Substring(amount))
    guard let number, tail.isEmpty else {
      throw Complaint("`\(text)` is not an amount of data per second", hint: hint)
    }
    let bits = bitUnits.first { $0.name == unit.lowercased() }?.size
    guard let size = bits.map({ $0 / 8 }) ?? byteUnits.first(where: { $0.name == unit })?.size
    else {
      if unit.hasSuffix("bps") {
        throw Complaint(
          "`\(text)` means bits to some tools and bytes to others",
          hint: "write \(amount.dropLast(3))bit/s or \(amount.dropLast(3).uppercased())B/s")
      }
      throw Complaint(
        unit.isEmpty ? "`\(text)` has no unit" : "`\(text)` is not an amount of data per second",
        hint: hint)
    }
    guard text.hasSuffix("/s") else {
      throw Complaint("`\(text)` is not per second", hint: "did you mean \(text)/s?")
    }
    let bytes = (number * size).rounded()
    guard bytes >= 1, bytes < 9e18 else {
      throw Complaint("\(text) is less than a byte per second, or beyond counting", hint: hint)
    }
    return Int64(bytes)
  }

  /// A share of a clock's speed either way in parts per million, such as `200ppm` or `-0.5%`.
  static func partsPerMillion(_ text: String) throws(Complaint) -> Double {
    let hint = "write parts per million or a percentage, such as 200ppm or -0.5%"
    let isNegative = text.hasPrefix("-")
    let magnitude = text.hasPrefix("+") || isNegative ? String(text.dropFirst()) : text
    let units = [("ppm", 1.0), ("%", 10_000)]
    guard let unit = units.first(where: { magnitude.hasSuffix($0.0) }) else {
      throw Complaint(
        plain(magnitude) == nil ? "`\(text)` is not a drift" : "`\(text)` has no unit", hint: hint)
    }
    guard let number = plain(magnitude.dropLast(unit.0.count).trimmed) else {
      throw Complaint("`\(text)` is not a drift", hint: hint)
    }
    return (isNegative ? -number : number) * unit.1
  }

  /// `true` or `false`, and nothing that merely looks like them.
  static func flag(_ text: String) throws(Complaint) -> Bool {
    switch text {
    case "true": return true
    case "false": return false
    default: throw Complaint("`\(text)` is not true or false", hint: "write true or false")
    }
  }

  /// A number without a unit.
  static func number(_ text: String) throws(Complaint) -> Double {
    let isNegative = text.hasPrefix("-")
    guard let number = plain(isNegative ? String(text.dropFirst()) : text) else {
      throw Complaint("`\(text)` is not a number", hint: "write digits, such as 3 or 0.5")
    }
    return isNegative ? -number : number
  }

  /// A whole number without a unit.
  static func count(_ text: String) throws(Complaint) -> Double {
    let number = try number(text)
    guard number == number.rounded(), number.magnitude < 9e15 else {
      throw Complaint("`\(text)` is not a whole number", hint: "write digits only")
    }
    return number
  }

  /// Digits with at most one point; no sign, exponent, infinity or hexadecimal.
  private static func plain(_ text: String) -> Double? {
    guard text.utf8.count <= 20, text.utf8.first != 0x2E, text.utf8.last != 0x2E,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E })
    else { return nil }
    return Double(text)
  }

  private static func split(
    _ text: Substring
  ) -> (number: Double?, unit: String, tail: Substring) {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let after = text.dropFirst(digits.count)
    let unit = after.prefix { $0.isLetter }
    return (plain(String(digits)), String(unit), after.dropFirst(unit.count))
  }
}
