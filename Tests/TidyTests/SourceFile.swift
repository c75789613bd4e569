/// One text file of the repository, split into what rules look at.
struct SourceFile: Sendable {
  /// Relative to the repository, such as `Sources/Vocabulary/Plan.swift`.
  let path: String
  /// The whole text as bytes.
  let bytes: [UInt8]
  /// For Swift the code without comments and strings, else the whole text.
  let code: [UInt8]
  /// For Swift the comments, else nothing.
  let comments: [UInt8]
  /// The text by lines.
  let lines: [String]
  /// The code by lines.
  let codeLines: [String]
  private let lineStarts: [Int]

  init(path: String, text: String) {
    self.path = path
    bytes = Array(text.utf8)
    if path.hasSuffix(".swift") {
      let scanner = SwiftScanner(text)
      code = scanner.code
      comments = scanner.comments
    } else {
      code = bytes
      comments = []
    }
    lines = Self.split(bytes)
    codeLines = Self.split(code)
    lineStarts = [0] + Self.newlines(in: bytes).map { $0 + 1 }
  }

  var isSwift: Bool { path.hasSuffix(".swift") }

  /// `Vocabulary` for `Sources/Vocabulary/Plan.swift`; nil outside `Sources`.
  var module: String? {
    let parts = path.split(separator: "/")
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : nil
  }

  /// The modules that the file imports, each with its line.
  var imports: [(module: String, line: Int)] {
    codeLines.enumerated().compactMap { index, line in
      guard line.contains("import ") else { return nil }
      let words = line.split(whereSeparator: { " \t;".contains($0) }).map(String.init)
      guard let place = words.firstIndex(of: "import"),
        words[..<place].allSatisfy({ $0.hasPrefix("@") || Self.accessLevels.contains($0) })
      else { return nil }
      let names = words[(place + 1)...].drop { Self.importKinds.contains($0) }
      guard let name = names.first?.split(separator: ".").first else { return nil }
      return (String(name), index + 1)
    }
  }

  /// The line of a byte, from 1.
  func line(of place: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= place { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// Where a word or phrase stands in `text`, never inside a longer word.
  func places(of phrase: String, in text: [UInt8]) -> [Int] {
    let wanted = Array(phrase.utf8)
    guard let first = wanted.first, let last = wanted.last else { return [] }
    var found: [Int] = []
    var start = 0
    while let place = text[start...].firstIndex(of: first) {
      start = place + 1
      guard text[place...].starts(with: wanted) else { continue }
      let end = place + wanted.count
      let joinsBefore = first.isWord && place > 0 && text[place - 1].isWord
      let joinsAfter = last.isWord && end < text.count && text[end].isWord
      if !joinsBefore && !joinsAfter { found.append(place) }
    }
    return found
  }

  /// The place of the bracket that closes the one at `place` in the code.
  func closing(_ place: Int) -> Int? {
    var depth = 0
    for index in place..<code.count {
      switch code[index] {
      case UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  private static let accessLevels: Set = [
    "package", "internal", "private", "fileprivate", "public",
  ]
  private static let importKinds: Set = [
    "struct", "class", "enum", "func", "protocol", "var", "let", "typealias",
  ]

  private static func newlines(in bytes: [UInt8]) -> [Int] {
    bytes.indices.filter { bytes[$0] == .newline }
  }

  private static func split(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: .newline, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}
