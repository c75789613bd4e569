/// What a tool printed, line by line, with numbers found by the words around them.
struct ToolOutput: Sendable {
  private let text: String
  private let lines: [Substring]

  /// A progress line that is written over ends in a carriage return, so that is an end as well.
  init(_ text: String) {
    self.text = text
    lines = text.split(whereSeparator: \.isNewline).map { line in
      line.drop { $0.isWhitespace }
    }
  }

  /// The word after `before` in the last line that begins so, if it is a number.
  func number(after before: String) throws(LoadToolError) -> Double {
    guard let line = lines.last(where: { $0.hasPrefix(before) }),
      let number = Self.number(line.dropFirst(before.count))
    else { throw LoadToolError(lacking: "number after “\(before)”", in: text) }
    return number
  }

  /// The number that the last line with these words in it begins with.
  func number(before words: String) throws(LoadToolError) -> Double {
    guard let line = lines.last(where: { $0.contains(words) }), let number = Self.number(line)
    else { throw LoadToolError(lacking: "number before “\(words)”", in: text) }
    return number
  }

  /// How many lines have these words in them.
  func count(of words: String) -> Int { lines.count { $0.contains(words) } }

  /// All numbers of the last line that begins so; none where there is no such line.
  func numbers(after before: String) -> [Double] {
    guard let line = lines.last(where: { $0.hasPrefix(before) }) else { return [] }
    return line.dropFirst(before.count).split { $0 == " " || $0 == "," }.compactMap {
      Self.number($0)
    }
  }

  /// A finite number that is not below zero.
  private static func number(_ text: Substring) -> Double? {
    let word = text.drop { $0 == " " }.prefix { $0.isNumber || $0 == "." }
    return Double(word).flatMap { $0.isFinite ? $0 : nil }
  }
}
