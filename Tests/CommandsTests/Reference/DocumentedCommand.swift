@testable import Commands

/// A line of `cygnet …` that a document tells people to type.
struct DocumentedCommand: Equatable, CustomStringConvertible {
  /// In the text, from 1.
  var line: Int
  /// What stands after `cygnet`, up to the end of the command.
  var words: [String]

  var description: String { "line \(line): cygnet \(words.joined(separator: " "))" }

  /// Those of a Markdown text: in fenced blocks and in backquotes.
  static func all(in text: String) -> [DocumentedCommand] {
    var isFenced = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .flatMap { index, line -> [DocumentedCommand] in
        if line.hasPrefix("```") {
          isFenced.toggle()
          return []
        }
        let pieces = isFenced ? [String(line)] : Documents.code(in: line)
        return pieces.flatMap(commands).map { DocumentedCommand(line: index + 1, words: $0) }
      }
  }

  /// The commands of one line of a shell.
  static func commands(in line: String) -> [[String]] {
    var found: [[String]] = []
    var open: [String]?
    var isFirst = true
    for word in ShellWords.split(line) {
      if ShellWords.parts.contains(word) {
        if let words = open { found.append(words) }
        open = nil
        isFirst = !word.contains(">") && !word.contains("<")
      } else if open != nil {
        open?.append(word)
      } else if isFirst, word.split(separator: "/").last == "cygnet", !word.contains("=") {
        open = []
      } else {
        isFirst = isFirst && ShellWords.precedes(word)
      }
    }
    return found + [open].compactMap(\.self)
  }

  /// Why no such command line can be; nil where it can. Values are not looked at.
  func problem(in tool: CommandInfo) -> String? {
    var command = tool
    var rest = words[...]
    while let word = rest.first, !command.subcommands.isEmpty, Self.isVerb(word) {
      guard let next = command.subcommands.first(where: { $0.name == word }) else {
        return "\(self): \(command.name) has no “\(word)”"
      }
      command = next
      rest = rest.dropFirst()
    }
    let known = Set(command.arguments.flatMap(\.names).map(\.name)).union(Self.everywhere)
    for word in rest.prefix(while: { $0.drop { "[(".contains($0) } != "--" }) {
      let bare = word.drop { "[(".contains($0) }
      guard bare.hasPrefix("--") else { continue }
      let name = String(bare.dropFirst(2).prefix { $0.isLetter || $0.isNumber || $0 == "-" })
      if !known.contains(name) { return "\(self): \(command.name) has no --\(name)" }
    }
    return nil
  }

  private static let everywhere: Set = [
    "help", "version", "generate-completion-script", "experimental-dump-help",
  ]

  /// Placeholders such as `MISSION`, `<link>` and `…` stand for anything.
  private static func isVerb(_ word: String) -> Bool {
    word.first?.isLowercase == true && word.allSatisfy { $0.isLowercase || $0 == "-" }
  }
}
