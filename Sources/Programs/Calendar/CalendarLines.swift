/// Lines of an iCalendar file: names, parameters, values; escaped and folded.
///
/// Shape: CRLF behind every line; at most 75 octets a line, no character cut in two.
/// Limits: control characters, which the format cannot carry, become U+FFFD.
/// Source: RFC 5545 3.1, 3.3.11; RFC 6868 for quotes in parameters.
struct CalendarLines {
  /// The file so far.
  private(set) var text = ""

  /// A value that is no free text: dates, rules, numbers.
  mutating func add(_ name: String, _ value: String, parameters: [(String, String)] = []) {
    var line = name
    for (key, word) in parameters { line += ";\(key)=" + Self.parameter(word) }
    text += Self.folded(line + ":" + Self.visible(value))
  }

  /// Text of people.
  mutating func add(_ name: String, text value: String) { add(name, Self.escaped(value)) }

  /// Backslashes, semicolons, commas and line ends, as text has them.
  static func escaped(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case ";": result += "\\;"
      case ",": result += "\\,"
      case "\n": result += "\\n"
      case "\r": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A parameter's value, in quotes where it holds what would end it.
  static func parameter(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "^": result += "^^"
      case "\"": result += "^'"
      case "\n": result += "^n"
      default: result.unicodeScalars.append(scalar)
      }
    }
    let needsQuotes = value.unicodeScalars.contains { ":;, ".unicodeScalars.contains($0) }
    return needsQuotes ? "\"" + visible(result) + "\"" : visible(result)
  }

  private static func visible(_ value: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in value.unicodeScalars {
      let isControl = scalar.value < 0x20 && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
      result.append(isControl ? "\u{fffd}" : scalar)
    }
    return String(result)
  }

  /// A line in pieces of at most 75 octets, each but the first after a blank.
  static func folded(_ line: String) -> String {
    var result = ""
    var octets = 0
    for scalar in line.unicodeScalars {
      let width = UTF8.width(scalar)
      if octets + width > 75 {
        result += "\r\n "
        octets = 1
      }
      result.unicodeScalars.append(scalar)
      octets += width
    }
    return result + "\r\n"
  }
}
