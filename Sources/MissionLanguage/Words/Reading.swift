import Vocabulary

/// How one value is read from its text, and what stands for it after an error.
struct Reading<Value> {
  /// Used to go on after an error; never seen outside, as the report is no longer clean.
  let placeholder: Value
  /// Reads trimmed, non-empty text.
  let read: (String) throws(Complaint) -> Value
}

extension Reading where Value == String {
  /// Any text.
  static var text: Reading {
    Reading(placeholder: "") { text throws(Complaint) in text }
  }

  /// One line of text.
  static var line: Reading {
    Reading(placeholder: "") { text throws(Complaint) in
      guard !text.contains(where: \.isNewline) else {
        throw Complaint("more than one line", hint: "keep it to one line")
      }
      return text
    }
  }

  /// A lower-case word with dashes, such as `quorum-erosion`.
  static var word: Reading {
    Reading(placeholder: "placeholder") { text throws(Complaint) in
      guard Words.isName(text) else {
        throw Complaint(
          "`\(text)` is not a name",
          hint: "use lower-case letters, digits and dashes, such as `slow-disk`")
      }
      return text
    }
  }

  /// One of a table's words.
  static func one(of table: [String], called noun: String) -> Reading {
    Reading(placeholder: table[0]) { text throws(Complaint) in
      guard table.contains(text) else {
        throw Complaint(
          "unknown \(noun) `\(text)`",
          hint: Spelling.hint(
            for: text, among: table, otherwise: "known: \(table.joined(separator: ", "))"))
      }
      return text
    }
  }
}

extension Reading where Value == Int {
  /// A whole number within bounds.
  static func count(_ range: ClosedRange<Int>) -> Reading {
    Reading(placeholder: range.lowerBound) { text throws(Complaint) in
      guard let number = Int(text) else {
        throw Complaint("`\(text)` is not a whole number", hint: "write digits only")
      }
      guard range.contains(number) else {
        throw Complaint(
          "\(number) is out of range",
          hint: "choose \(range.lowerBound) to \(range.upperBound)")
      }
      return number
    }
  }
}

extension Reading where Value == Bool {
  /// `true` or `false`.
  static var flag: Reading {
    Reading(placeholder: false) { text throws(Complaint) in try Quantity.flag(text) }
  }
}

extension Reading where Value == Double {
  /// A share such as `50%` or `0.5`.
  static var ratio: Reading {
    Reading(placeholder: 0) { text throws(Complaint) in try Quantity.ratio(text) }
  }

  /// A rate such as `300/s`, above zero and at most `most`.
  static func rate(upTo most: Double) -> Reading {
    Reading(placeholder: 1) { text throws(Complaint) in
      let rate = try Quantity.rate(text)
      guard rate > 0, rate <= most else {
        throw Complaint(
          "\(text) is out of range", hint: "choose more than 0/s, up to \(Int(most))/s")
      }
      return rate
    }
  }
}

extension Reading where Value == Nanoseconds {
  /// A span within bounds.
  static func duration(_ range: ClosedRange<Nanoseconds>) -> Reading {
    Reading(placeholder: range.lowerBound) { text throws(Complaint) in
      let span = try Quantity.duration(text)
      guard range.contains(span) else {
        throw Complaint(
          "\(text) is out of range",
          hint: "choose \(range.lowerBound) to \(range.upperBound)")
      }
      return span
    }
  }
}

extension Reading where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// A case of an enumeration by its raw word.
  static func `case`(called noun: String, placeholder: Value) -> Reading {
    Reading(placeholder: placeholder) { text throws(Complaint) in
      if let value = Value(rawValue: text) { return value }
      let table = Value.allCases.map(\.rawValue)
      throw Complaint(
        "unknown \(noun) `\(text)`",
        hint: Spelling.hint(
          for: text, among: table, otherwise: "known: \(table.joined(separator: ", "))"))
    }
  }
}
