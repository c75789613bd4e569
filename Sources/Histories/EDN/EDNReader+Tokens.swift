import Vocabulary

extension EDNReader {
  /// The text of a string whose opening quote is next.
  mutating func string() throws(HistoryError) -> String {
    let start = bytes.position
    bytes.advance()
    token.removeAll(keepingCapacity: true)
    while let byte = try bytes.peek() {
      bytes.advance()
      if byte == 0x22 { return String(decoding: token, as: UTF8.self) }
      if byte == 0x5c { try escape() } else { token.append(byte) }
    }
    throw bytes.expected(
      "the closing '\"' of the string that began in line \(start.line), column \(start.column)")
  }

  /// What stands after a backslash within a string.
  private mutating func escape() throws(HistoryError) {
    let what = "an escape such as \\n, \\\" or \\u00e9"
    guard let byte = try bytes.peek() else { throw bytes.expected(what) }
    switch byte {
    case 0x22, 0x5c, 0x2f: token.append(byte)
    case 0x6e: token.append(10)
    case 0x74: token.append(9)
    case 0x72: token.append(13)
    case 0x62: token.append(8)
    case 0x66: token.append(12)
    case 0x75:
      bytes.advance()
      var unit = try hexadecimal()
      if unit & 0xfc00 == 0xd800 {
        for expected: UInt8 in [0x5c, 0x75] {
          guard try bytes.peek() == expected else {
            throw bytes.expected("the second half of a surrogate pair")
          }
          bytes.advance()
        }
        let low = try hexadecimal()
        guard low & 0xfc00 == 0xdc00 else {
          throw bytes.expected("the second half of a surrogate pair before this")
        }
        unit = 0x10000 + (unit & 0x3ff) << 10 + (low & 0x3ff)
      }
      token += Array(String(Unicode.Scalar(unit) ?? "\u{fffd}").utf8)
      return
    default: throw bytes.expected(what)
    }
    bytes.advance()
  }

  private mutating func hexadecimal() throws(HistoryError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = try bytes.peek(),
        let digit = Character(Unicode.Scalar(byte)).hexDigitValue
      else { throw bytes.expected("four hexadecimal digits") }
      value = value << 4 | UInt32(digit)
      bytes.advance()
    }
    return value
  }

  /// A character whose backslash is next.
  mutating func character() throws(HistoryError) -> String {
    let position = bytes.position
    bytes.advance()
    token.removeAll(keepingCapacity: true)
    // The first byte belongs to the character even where it would end a word: `\(`.
    guard let first = try bytes.peek(), first > 0x20 else {
      throw bytes.expected("a character after '\\'")
    }
    token.append(first)
    bytes.advance()
    try takeWord()
    let name = String(decoding: token, as: UTF8.self)
    if name.unicodeScalars.count == 1 { return name }
    let named = [
      "newline": "\n", "space": " ", "tab": "\t", "return": "\r", "backspace": "\u{8}",
      "formfeed": "\u{c}",
    ]
    if let known = named[name] { return known }
    if name.hasPrefix("u"), name.utf8.count == 5, let unit = UInt32(name.dropFirst(), radix: 16) {
      return String(Unicode.Scalar(unit) ?? "\u{fffd}")
    }
    if name.hasPrefix("o"), let unit = UInt8(name.dropFirst(), radix: 8) {
      return String(Unicode.Scalar(unit))
    }
    if name.count == 1 { return name }
    throw bytes.wrong(
      position, "expected a character such as \\a, \\newline or \\u00e9",
      hint: "found '\\\(name)'")
  }

  /// A name, at least one byte long.
  mutating func name(_ what: String) throws(HistoryError) -> String {
    let position = bytes.position
    token.removeAll(keepingCapacity: true)
    try takeWord()
    guard let first = token.first else { throw bytes.expected(what) }
    guard first != 0x3a else {
      throw bytes.wrong(position, "expected \(what)", hint: "found another ':'")
    }
    return String(decoding: token, as: UTF8.self)
  }

  /// A number, `nil`, `true`, `false` or a symbol.
  mutating func word() throws(HistoryError) -> EDNForm {
    let position = bytes.position
    token.removeAll(keepingCapacity: true)
    try takeWord()
    guard let first = token.first else { throw bytes.expected("a form") }
    let isSigned = first == 0x2b || first == 0x2d
    if first.isDigit || (isSigned && token.count > 1 && token[1].isDigit) {
      if let number = parsedNumber() { return number }
      throw bytes.wrong(
        position, "expected a number such as -12, 3.5, 1e9, 7N, 1/3 or 0x1f",
        hint: "found '\(String(decoding: token, as: UTF8.self))'")
    }
    switch String(decoding: token, as: UTF8.self) {
    case "nil": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    case let name: return .symbol(name)
    }
  }

  /// What stands after `##`.
  mutating func symbolicNumber() throws(HistoryError) -> Double {
    let position = bytes.position
    switch try name("Inf, -Inf or NaN after '##'") {
    case "Inf": return .infinity
    case "-Inf": return -.infinity
    case "NaN": return .nan
    case let other:
      throw bytes.wrong(position, "expected Inf, -Inf or NaN", hint: "found '\(other)'")
    }
  }

  /// Appends to the token what belongs to a word.
  private mutating func takeWord() throws(HistoryError) {
    while let byte = try bytes.peek(), byte.isInWord {
      token.append(byte)
      bytes.advance()
    }
  }

  /// The token as a number; nil where it is none.
  private func parsedNumber() -> EDNForm? {
    if let number = shortNumber() { return .integer(number) }
    var text = Substring(String(decoding: token, as: UTF8.self))
    let isNegative = text.first == "-"
    if isNegative || text.first == "+" { text = text.dropFirst() }
    let sign = isNegative ? "-" : ""
    if text.hasPrefix("0x") || text.hasPrefix("0X") {
      let digits = text.dropFirst(2)
      guard !digits.isEmpty, digits.allSatisfy(\.isHexDigit) else { return nil }
      return Int64(sign + digits, radix: 16).map { .integer($0) } ?? .wide(sign + text)
    }
    if let slash = text.firstIndex(of: "/") {
      let above = Self.digits(text[..<slash]).flatMap { Double($0) }
      let below = Self.digits(text[text.index(after: slash)...]).flatMap { Double($0) }
      guard let above, let below, below != 0 else { return nil }
      return .decimal((isNegative ? -above : above) / below)
    }
    if text.last == "N" { text = text.dropLast() }
    if let digits = Self.digits(text) {
      guard digits.count == 1 || digits.first != "0" else { return nil }
      return Int64(sign + digits).map { .integer($0) } ?? .wide(sign + digits)
    }
    if text.last == "M" { text = text.dropLast() }
    let allowed = Set("0123456789.eE+-")
    guard text.allSatisfy(allowed.contains), let number = Double(text) else { return nil }
    return .decimal(isNegative ? -number : number)
  }

  /// The token as a number of at most 18 digits, without any string.
  private func shortNumber() -> Int64? {
    let isNegative = token[0] == 0x2d
    let digits = token[(isNegative ? 1 : 0)...]
    guard digits.count <= 18, digits.allSatisfy(\.isDigit),
      digits.count == 1 || digits.first != 0x30
    else { return nil }
    let value = digits.reduce(into: Int64(0)) { $0 = $0 * 10 + Int64($1 - 0x30) }
    return isNegative ? -value : value
  }

  private static func digits(_ text: Substring) -> String? {
    guard !text.isEmpty, text.utf8.allSatisfy(\.isDigit) else { return nil }
    return String(text)
  }
}

extension UInt8 {
  /// Whether it is an ASCII letter.
  var isLetter: Bool { (0x41...0x5a).contains(self) || (0x61...0x7a).contains(self) }

  /// Whether it is an ASCII digit.
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }

  /// Whether it may stand in a word of EDN: no blank, comma, bracket, quote or sign of the reader.
  fileprivate var isInWord: Bool {
    switch self {
    case 0...0x20, 0x7f: false
    case 0x22, 0x28, 0x29, 0x2c, 0x3b, 0x40, 0x5b, 0x5c, 0x5d, 0x5e, 0x60, 0x7b, 0x7d, 0x7e: false
    default: true
    }
  }
}
