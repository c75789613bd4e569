/// Writes forms of EDN.
enum EDNText {
  /// A form on one line, as it would be read again.
  static func line(_ form: EDNForm) -> String {
    switch form {
    case .null: "nil"
    case .bool(let value): String(value)
    case .integer(let number): String(number)
    case .wide(let digits): digits + "N"
    case .decimal(let number): decimal(number)
    case .string(let text): quoted(text)
    case .character(let text): "\\" + (characterNames[text] ?? text)
    case .symbol(let name): name
    case .keyword(let name): ":" + name
    case .list(let elements): "(" + joined(elements) + ")"
    case .vector(let elements): "[" + joined(elements) + "]"
    case .set(let elements): "#{" + joined(elements) + "}"
    case .map(let entries):
      "{" + entries.map { "\(line($0.key.form)) \(line($0.value.form))" }.joined(separator: ", ")
        + "}"
    case .tagged(let tag, let value): "#\(tag) \(line(value.form))"
    }
  }

  /// A text in quotes, with what cannot stand there escaped.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static let characterNames = [
    "\n": "newline", " ": "space", "\t": "tab", "\r": "return", "\u{8}": "backspace",
    "\u{c}": "formfeed",
  ]

  private static func joined(_ elements: [EDNValue]) -> String {
    elements.map { line($0.form) }.joined(separator: " ")
  }

  private static func decimal(_ number: Double) -> String {
    if number.isNaN { return "##NaN" }
    if number.isInfinite { return number < 0 ? "##-Inf" : "##Inf" }
    return String(number)
  }
}
