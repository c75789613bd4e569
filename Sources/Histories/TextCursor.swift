import Vocabulary

/// A place in the bytes of a text history, with errors that name line and column.
struct TextCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  private let file: String
  private(set) var place = 0
  /// The number of the line, from 1.
  private(set) var line: Int
  private var lineStart = 0

  /// A cursor at the start of bytes that begin with the line of that number.
  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String, line: Int = 1) {
    self.bytes = bytes
    self.file = file
    self.line = line
  }

  /// Goes to the start of the next line, which is at `place`.
  mutating func passLine(to place: Int) {
    self.place = place
    line += 1
    lineStart = place
  }

  var isAtEnd: Bool { place >= bytes.count }

  /// The next byte; 0 at the end, which no text history contains.
  @inline(__always) var next: UInt8 { place < bytes.count ? bytes[place] : 0 }

  @inline(__always) mutating func advance() { place += 1 }

  /// Whether the byte stood here and was passed.
  @inline(__always) mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard next == UInt8(truncatingIfNeeded: byte.value) else { return false }
    place += 1
    return true
  }

  mutating func skipBlanks() {
    while next == 32 || next == 9 || next == 13 { place += 1 }
  }

  /// Passes the end of the line, and empty lines after it.
  mutating func skipLineEnds() {
    while place < bytes.count {
      skipBlanks()
      guard next == 10 else { return }
      passLine(to: place + 1)
    }
  }

  mutating func expect(_ byte: Unicode.Scalar, _ what: String) throws(HistoryError) {
    skipBlanks()
    guard take(byte) else { throw expected(what) }
  }

  /// Whether the word stood here and was passed.
  mutating func take(word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place + count <= bytes.count else { return false }
    for index in 0..<count where bytes[place + index] != word.utf8Start[index] { return false }
    place += count
    return true
  }

  /// A whole number of at most 18 digits with ',', ']' or '}' right behind; else nil, and it stays.
  @inline(__always) mutating func shortInteger() -> Int64? {
    var end = place
    var value: Int64 = 0
    while end < bytes.count, bytes[end] &- 48 <= 9 {
      value = value &* 10 &+ Int64(bytes[end] &- 48)
      end += 1
    }
    guard end > place, end - place <= 18, end < bytes.count,
      bytes[end] == 44 || bytes[end] == 93 || bytes[end] == 125
    else { return nil }
    place = end
    return value
  }

  /// A whole number, where one stands here.
  mutating func integer() throws(HistoryError) -> Int64? {
    let start = place
    let isNegative = take("-")
    var value: Int64 = 0
    let digits = place
    while next >= 48 && next <= 57 {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let digit = Int64(next - 48)
      let (sum, overflowToo) = tens.addingReportingOverflow(isNegative ? -digit : digit)
      guard !overflow, !overflowToo else { throw expected("a number of 64 bits") }
      value = sum
      place += 1
    }
    if digits == place {
      place = start
      return nil
    }
    guard next != 46, next != 101, next != 69 else { throw expected("a whole number") }
    return value
  }

  /// The characters of a quoted string after its opening quote, with JSON's escapes.
  mutating func restOfString() throws(HistoryError) -> String {
    let start = place
    while next != 34 && next != 92 && next >= 32 { place += 1 }
    if next == 34 {
      defer { place += 1 }
      return String(decoding: bytes[start..<place], as: UTF8.self)
    }
    var text = Array(bytes[start..<place])
    while true {
      switch next {
      case 34:
        place += 1
        return String(decoding: text, as: UTF8.self)
      case 92:
        place += 1
        try escape(into: &text)
      case 0..<32: throw expected("the closing '\"' of a string")
      default:
        text.append(next)
        place += 1
      }
    }
  }

  private mutating func escape(into text: inout [UInt8]) throws(HistoryError) {
    let plain: [UInt8: UInt8] = [
      34: 34, 92: 92, 47: 47, 98: 8, 102: 12, 110: 10, 114: 13, 116: 9,
    ]
    if let byte = plain[next] {
      text.append(byte)
      place += 1
      return
    }
    guard take("u") else { throw expected("an escape such as \\n or \\u00e9") }
    var unit = try hex()
    if unit & 0xfc00 == 0xd800, take(word: "\\u") {
      let low = try hex()
      guard low & 0xfc00 == 0xdc00 else { throw expected("the second half of a surrogate pair") }
      unit = 0x10000 + (unit & 0x3ff) << 10 + (low & 0x3ff)
    }
    text += Array(String(Character(Unicode.Scalar(unit) ?? "\u{fffd}")).utf8)
  }

  private mutating func hex() throws(HistoryError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(next)).hexDigitValue else {
        throw expected("four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      place += 1
    }
    return value
  }

  func expected(_ what: String) -> HistoryError { error("expected \(what)") }

  func error(_ message: String, hint: String? = nil) -> HistoryError {
    let end = bytes[place...].prefix(20).prefix { $0 != 10 }
    let found = end.isEmpty ? "the end of the line" : "'\(String(decoding: end, as: UTF8.self))'"
    return .malformed(
      Diagnostic(
        file: file, position: SourcePosition(line: line, column: place - lineStart + 1),
        message: message, hint: hint ?? "found \(found); docs/reference/history.md has the grammar")
    )
  }
}
