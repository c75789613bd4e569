import Foundation

/// The documents of this repository, as tests read them.
enum Documents {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The text of a file, by its path in the repository.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// Those that say what to type now; decisions and the changelog say what was.
  static let current: [String] = {
    let walk = FileManager.default.enumerator(atPath: root.appendingPathComponent("docs").path)
    let found = (walk?.compactMap { $0 as? String } ?? []).filter {
      $0.hasSuffix(".md") && !$0.hasPrefix("decisions/")
    }
    return ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] + found.sorted().map { "docs/\($0)" }
  }()

  /// The fenced blocks of a Markdown text with that word behind the fence.
  static func blocks(_ language: String, in text: String) -> [String] {
    var found: [String] = []
    var block: [Substring]?
    var isWanted = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("```") else {
        block?.append(line)
        continue
      }
      if let whole = block {
        if isWanted { found.append(whole.joined(separator: "\n") + "\n") }
        block = nil
      } else {
        isWanted = line.dropFirst(3).split(separator: " ").first.map(String.init) == language
        block = []
      }
    }
    return found
  }

  /// The rows below a line of these headings; cells without blanks around.
  static func table(_ headings: [String], in text: String) -> [[String]] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { cells($0) == headings }) else { return [] }
    return lines[(start + 1)...].dropFirst().prefix { $0.hasPrefix("|") }.map(cells)
  }

  private static func cells(_ line: Substring) -> [String] {
    guard line.hasPrefix("|") else { return [] }
    return line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// What stands in backquotes on a line.
  static func code(in line: some StringProtocol) -> [String] {
    line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
