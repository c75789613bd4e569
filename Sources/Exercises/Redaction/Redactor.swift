package import Vocabulary

/// Takes secrets out of text by declared patterns.
///
/// Shape:  each secret becomes `[redacted:<pattern>]`; the rest keeps its bytes.
/// Limits: what no pattern describes stays; evidence that may hold such things is `restricted`.
package struct Redactor: Sendable {
  /// What was found, by pattern.
  package typealias Counts = [String: Int]

  /// What each replacement begins with.
  static let mark = "[redacted:"

  /// A secret in bytes.
  struct Finding: Equatable {
    var range: Range<Int>
    var pattern: String
  }

  private let patterns: [RedactionPattern]
  private let declared: [DeclaredPattern]
  /// By the first byte of an announcement: which patterns it may be of.
  private let table: [[(pattern: Int, announcement: [UInt8])]]

  /// Looks for the built-in patterns, a team's own, and for secrets that are known.
  ///
  /// Errors: `invalid` for an expression that is none.
  package init(
    declared: [DeclaredPattern] = [], known: [String] = [],
    patterns: [RedactionPattern] = RedactionPattern.builtIn
  ) throws(Refusal) {
    for pattern in declared {
      do {
        _ = try Regex(pattern.expression)
      } catch {
        throw Refusal(
          .invalid, "pattern \(pattern.name): “\(pattern.expression)” is no regular expression",
          hint: "\(error)")
      }
    }
    var all = patterns
    if !known.isEmpty {
      let exact = Dictionary(
        known.map { (Array($0.utf8).map(\.lowered), Set([Array($0.utf8)])) },
        uniquingKeysWith: { $0.union($1) })
      let literal = RedactionPattern("known-secret", announcedBy: []) { text, place, length in
        let found = Array(text[place..<(place + length)])
        return exact[found.map(\.lowered)]?.contains(found) == true ? place..<(place + length) : nil
      }
      all.append(literal)
      all[all.count - 1].announcements = exact.keys.sorted { $0.count > $1.count }
    }
    var table = [[(pattern: Int, announcement: [UInt8])]](repeating: [], count: 256)
    for (index, pattern) in all.enumerated() {
      for words in pattern.announcements {
        guard let first = words.first else { continue }
        table[Int(first)].append((index, words))
      }
    }
    self.patterns = all
    self.declared = declared
    self.table = table
  }

  /// The text without secrets, and how many of which kind there were.
  package func redact(_ text: String) -> (text: String, counts: Counts) {
    let (bytes, counts) = redact(Array(text.utf8))
    return counts.isEmpty ? (text, counts) : (String(decoding: bytes, as: UTF8.self), counts)
  }

  /// The same for bytes that need not be text.
  package func redact(_ bytes: [UInt8]) -> (bytes: [UInt8], counts: Counts) {
    let findings = findings(in: bytes)
    guard !findings.isEmpty else { return (bytes, [:]) }
    var result: [UInt8] = []
    var place = 0
    for finding in findings {
      result += bytes[place..<finding.range.lowerBound]
      result += Self.replacement(finding).utf8
      place = finding.range.upperBound
    }
    return (result + bytes[place...], Self.counts(findings))
  }

  /// The secrets themselves, for looking elsewhere.
  package func secrets(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    return findings(in: bytes).map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  /// Whether a name says that its value is a secret, whatever the value.
  func announces(_ name: String) -> Bool {
    let bytes = Array(name.utf8.prefix(200)) + Array("=x".utf8)
    return findings(in: bytes).contains { $0.range == (bytes.count - 1)..<bytes.count }
  }

  static func replacement(_ finding: Finding) -> String { "\(mark)\(finding.pattern)]" }

  static func counts(_ findings: [Finding]) -> Counts {
    findings.reduce(into: [:]) { $0[$1.pattern, default: 0] += 1 }
  }

  /// Every secret, from front to back; those that overlap are one, called as the first.
  func findings(in bytes: [UInt8]) -> [Finding] {
    var found: [Finding] = []
    let text = bytes[...]
    for place in bytes.indices {
      for entry in table[Int(bytes[place].lowered)] where text.has(place, entry.announcement) {
        let pattern = patterns[entry.pattern]
        guard let range = pattern.secret(text, place, entry.announcement.count), !range.isEmpty
        else { continue }
        found.append(Finding(range: range, pattern: pattern.name))
      }
    }
    return Self.merged(found + ownFindings(in: bytes))
  }

  private static func merged(_ findings: [Finding]) -> [Finding] {
    var merged: [Finding] = []
    let sorted = findings.sorted {
      ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound)
    }
    for finding in sorted {
      guard let last = merged.last, finding.range.lowerBound < last.range.upperBound else {
        merged.append(finding)
        continue
      }
      let end = max(last.range.upperBound, finding.range.upperBound)
      merged[merged.count - 1].range = last.range.lowerBound..<end
    }
    return merged
  }

  /// A team's expressions, line by line.
  private func ownFindings(in bytes: [UInt8]) -> [Finding] {
    let expressions = declared.compactMap { pattern in
      (try? Regex(pattern.expression)).map { (pattern.name, $0) }
    }
    guard !expressions.isEmpty else { return [] }
    var found: [Finding] = []
    for line in bytes.split(separator: 10) {
      // Bytes that are no text keep their places.
      let text =
        String(validating: line, as: UTF8.self)
        ?? String(decoding: line.map { $0 < 128 ? $0 : 63 }, as: UTF8.self)
      for (name, expression) in expressions {
        for match in text.matches(of: expression) where !match.range.isEmpty {
          let offset = text.utf8.distance(from: text.startIndex, to: match.range.lowerBound)
          let start = line.startIndex + offset
          let length = text[match.range].utf8.count
          found.append(Finding(range: start..<(start + length), pattern: name))
        }
      }
    }
    return found
  }
}
