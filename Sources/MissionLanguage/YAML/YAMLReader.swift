import Vocabulary
import Yams

/// Turns text into `YAMLNode`s within hard limits; the only file that knows the YAML library.
///
/// Limits: 256 KiB, 24 levels, no anchors or aliases, no tags, one document.
enum YAMLReader {
  /// The longest text that is looked at.
  static let largestByteCount = 256 * 1024
  private static let deepest = 24
  private static let mostAliases = 8
  private static let mostDuplicates = 32
  /// Above this the text is read once only, and the first duplicate is all that is reported.
  private static let largestRereadByteCount = 32 * 1024

  /// The document's root; nil after everything wrong was reported.
  static func read(_ text: String, report: Report) -> YAMLNode? {
    let start = SourcePosition(line: 1, column: 1)
    guard text.utf8.count <= largestByteCount else {
      report.add(
        start, "the file has \(text.utf8.count) bytes; at most \(largestByteCount) are read",
        hint: "a mission is a page of text; is this the right file?")
      return nil
    }
    if let place = firstAliasFlood(text) {
      report.add(
        place, "the file is full of aliases (`*name`)",
        hint: "write each value out; missions have no anchors and no aliases")
      return nil
    }
    var characters = Array(text.unicodeScalars)
    var renamed: [SourcePosition: String] = [:]
    while true {
      var source = String.UnicodeScalarView()
      source.append(contentsOf: characters)
      do {
        let parser = try Parser(yaml: String(source), encoding: .utf8)
        guard let root = try parser.singleRoot() else {
          report.add(start, "the file is empty", hint: "start with `mission:` or `runbook:`")
          return nil
        }
        // The library's nodes hold their anchors weakly; the parser keeps them alive.
        return withExtendedLifetime(parser) {
          YAMLConversion(renamed: renamed, deepest: deepest, report: report).convert(root)
        }
      } catch YamlError.duplicatedKeysInMapping(_, let context)
        where renamed.count < mostDuplicates
      {
        let place = SourcePosition(line: context.mark.line, column: context.mark.column)
        guard text.utf8.count <= largestRereadByteCount,
          let key = rename(at: place, in: &characters, number: renamed.count)
        else {
          report.add(place, "this key stands twice in one mapping", hint: "keep one of the two")
          return nil
        }
        renamed[place] = key
      } catch {
        SyntaxComplaint.add(error, text: text, report: report)
        return nil
      }
    }
  }

  /// Replaces a duplicate key by private characters of the same width, so that reading can go on.
  ///
  /// The library stops at the first duplicate; the language reports all of them at once.
  private static func rename(
    at place: SourcePosition, in characters: inout [Unicode.Scalar], number: Int
  ) -> String? {
    var line = 1
    var index = 0
    while index < characters.count, line < place.line {
      if characters[index] == "\n" { line += 1 }
      index += 1
    }
    index += place.column - 1
    var key = ""
    while index < characters.count,
      characters[index].properties.isAlphabetic
        || characters[index] == "-" || characters[index] == "_"
        || characters[index].properties.numericType != nil
    {
      key.unicodeScalars.append(characters[index])
      guard let filler = Unicode.Scalar(UInt32(0xE000 + number)) else { return nil }
      characters[index] = filler
      index += 1
    }
    return key.isEmpty ? nil : key
  }

  /// Where the first alias stands, if there are more than a person would ever write.
  ///
  /// Few aliases are refused later with their exact places; many could grow without bound first.
  private static func firstAliasFlood(_ text: String) -> SourcePosition? {
    var first: SourcePosition?
    var count = 0
    var place = SourcePosition(line: 1, column: 0)
    var before: UInt8 = 0x20
    var star = false
    for byte in text.utf8 {
      place.column += 1
      if star, isWordByte(byte) {
        count += 1
        if first == nil { first = SourcePosition(line: place.line, column: place.column - 1) }
      }
      star = byte == 0x2A && !isWordByte(before)
      before = byte
      if byte == 0x0A { place = SourcePosition(line: place.line + 1, column: 0) }
    }
    return count > mostAliases ? first : nil
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
