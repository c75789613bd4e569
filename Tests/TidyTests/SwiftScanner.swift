/// Splits Swift text into code and comments, byte for byte, so that rules never trip on a string.
///
/// Shape: two texts as long as the Swift; spaces stand for what the other holds, newlines stay.
struct SwiftScanner {
  /// The code; the contents of strings are spaces, code inside interpolations stays.
  private(set) var code: [UInt8]
  /// The comments.
  private(set) var comments: [UInt8]

  private enum Context: Equatable {
    case code(openParentheses: Int)
    case string(hashes: Int, isMultiline: Bool)
    case lineComment
    case blockComment
  }

  private let bytes: [UInt8]
  private var index = 0
  private var contexts: [Context] = [.code(openParentheses: 0)]

  init(_ text: String) {
    bytes = Array(text.utf8)
    code = bytes.map { $0 == .newline ? $0 : .space }
    comments = code
    while index < bytes.count { step() }
  }

  private mutating func step() {
    switch contexts[contexts.count - 1] {
    case .code(let open): stepInCode(openParentheses: open)
    case .string(let hashes, let isMultiline): stepInString(hashes, isMultiline)
    case .lineComment:
      if bytes[index] == .newline { contexts.removeLast() }
      keepComment(1)
    case .blockComment:
      if sees("/*") {
        contexts.append(.blockComment)
        keepComment(2)
      } else if sees("*/") {
        contexts.removeLast()
        keepComment(2)
      } else {
        keepComment(1)
      }
    }
  }

  private mutating func stepInCode(openParentheses open: Int) {
    if sees("//") {
      contexts.append(.lineComment)
      return keepComment(2)
    }
    if sees("/*") {
      contexts.append(.blockComment)
      return keepComment(2)
    }
    if bytes[index] == .backquote { return skipRawIdentifier() }
    let hashes = bytes[index...].prefix { $0 == UInt8(ascii: "#") }.count
    if index + hashes < bytes.count, bytes[index + hashes] == .quote {
      keepCode(hashes)
      let isMultiline = sees("\"\"\"")
      contexts.append(.string(hashes: hashes, isMultiline: isMultiline))
      return keepCode(isMultiline ? 3 : 1)
    }
    let isInterpolation = contexts.count > 1
    if bytes[index] == UInt8(ascii: "(") {
      contexts[contexts.count - 1] = .code(openParentheses: open + 1)
    } else if bytes[index] == UInt8(ascii: ")") {
      if isInterpolation, open == 0 {
        // The bracket that opened it was part of the string, so this one is, too.
        contexts.removeLast()
        index += 1
        return
      } else {
        contexts[contexts.count - 1] = .code(openParentheses: max(0, open - 1))
      }
    }
    keepCode(1)
  }

  private mutating func stepInString(_ hashes: Int, _ isMultiline: Bool) {
    let fence = String(repeating: "#", count: hashes)
    if sees((isMultiline ? "\"\"\"" : "\"") + fence) {
      contexts.removeLast()
      keepCode((isMultiline ? 3 : 1) + hashes)
    } else if sees("\\" + fence + "(") {
      contexts.append(.code(openParentheses: 0))
      index += hashes + 2
    } else if sees("\\" + fence) {
      index += hashes + 2
    } else {
      // A string of one line that does not end is no Swift; the next line is read afresh.
      if bytes[index] == .newline, !isMultiline { contexts.removeLast() }
      index += 1
    }
  }

  /// A name in backquotes may be a sentence, so it is read like a string.
  private mutating func skipRawIdentifier() {
    keepCode(1)
    while index < bytes.count, bytes[index] != .backquote, bytes[index] != .newline { index += 1 }
    if index < bytes.count { keepCode(1) }
  }

  private func sees(_ word: String) -> Bool {
    bytes[index...].starts(with: word.utf8)
  }

  private mutating func keepCode(_ count: Int) {
    for place in index..<min(index + count, bytes.count) { code[place] = bytes[place] }
    index += count
  }

  private mutating func keepComment(_ count: Int) {
    for place in index..<min(index + count, bytes.count) { comments[place] = bytes[place] }
    index += count
  }
}

extension UInt8 {
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let brace = UInt8(ascii: "{")
  static let backquote = UInt8(ascii: "`")

  /// Whether the byte can be part of a Swift identifier.
  var isWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: self >= 0x80
    }
  }
}
