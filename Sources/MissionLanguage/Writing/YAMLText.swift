/// Pieces of YAML as the writer of missions makes them; the reader gives the same texts back.
enum YAMLText {
  /// The widest line that is written.
  static let width = 100

  /// A single value: as it is where nothing in it has a meaning of its own, else in quotes.
  static func scalar(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

  /// `[one, two]`.
  static func list(_ items: [String]) -> String {
    "[\(items.map(scalar).joined(separator: ", "))]"
  }

  /// `{key: value, …}`; the values are written already.
  static func mapping(_ entries: [(String, String)]) -> String {
    "{\(entries.map { "\($0.0): \($0.1)" }.joined(separator: ", "))}"
  }

  /// `key: text`, folded over several lines where it is long.
  static func prose(_ key: String, _ text: String, indent: String) -> [String] {
    let line = "\(indent)\(key): \(scalar(text))"
    guard line.count > width, let folded = folded(text, indent: indent + "  ") else {
      return [line]
    }
    return ["\(indent)\(key): >"] + folded
  }

  /// Lines that a reader joins by single blanks; nil where the text has others.
  private static func folded(_ text: String, indent: String) -> [String]? {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard !words.contains(""), text.unicodeScalars.allSatisfy({ isHarmless($0) && $0 != "\t" })
    else { return nil }
    var lines: [String] = []
    var current = indent
    for word in words {
      if current == indent {
        current += word
      } else if current.count + 1 + word.count > width {
        lines.append(current)
        current = indent + word
      } else {
        current += " " + word
      }
    }
    return lines + [current]
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, isLetterOrDigit(first), text.last != " ",
      !text.contains("  "), !["null", "Null", "NULL"].contains(text)
    else { return false }
    let marks = " ._-%/<>=+()".unicodeScalars
    return text.unicodeScalars.allSatisfy { isLetterOrDigit($0) || marks.contains($0) }
  }

  private static func quoted(_ text: String) -> String {
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": written += "\\\""
      case "\\": written += "\\\\"
      case "\n": written += "\\n"
      case "\t": written += "\\t"
      case _ where isHarmless(scalar): written.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        written += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      }
    }
    return written + "\""
  }

  /// Whether a reader takes the character as it is: no line end of YAML, no mark, not invisible.
  static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE: true
    case 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
  }
}
