/// Doc comments, and what the text of the repository may not name.
enum WordingRules {
  static let all = [documentation, noForeignPlaces]

  static let documentation = Rule(
    "Every package declaration has a doc comment whose first sentence has at most 150 characters",
    trips: ["Sources/Faults/A.swift": "// A plain comment.\npackage struct A {}"],
    passes: [
      "Sources/Faults/A.swift":
        "/// Says it. \(String(repeating: "More ", count: 40))\n@discardableResult\n"
        + "@available(\n  *, deprecated)\npackage static func f() {}\npackage import Vocabulary"
    ]
  ) { repository in
    repository.sources.flatMap { file, _ in
      file.codeLines.indices.filter { declares(file.codeLines[$0]) }.compactMap { index in
        guard let sentence = firstSentence(above: index, in: file) else {
          return Violation(file.path, index + 1, "say in one sentence what the name does not")
        }
        guard sentence.count > 150 else { return nil }
        return Violation(
          file.path, index + 1, "the first sentence has \(sentence.count) characters; 150 do")
      }
    }
  }

  /// Spelt in halves, or this file would break the rule.
  private static let foreign = [
    "/ho" + "me/", "/Us" + "ers/", "/wo" + "rk/", "/ro" + "ot/", "registry." + "npmjs",
    "pypi" + ".org",
    "crates" + ".io", "docker" + ".io", "gh" + "cr.io", "proxy.golang" + ".org",
  ]

  static let noForeignPlaces = Rule(
    "No file names a home folder, a work machine or a package registry",
    trips: ["Sources/Faults/A.swift": "// see \(foreign[0])me/notes"],
    passes: ["Sources/Faults/A.swift": "// see docs\(foreign[0])a and a host's /run/cygnet"]
  ) { repository in
    repository.files.flatMap { file in
      file.lines.enumerated().compactMap { index, line in
        guard let word = foreign.first(where: { names($0, in: line) }) else { return nil }
        return Violation(
          file.path, index + 1, "“\(word)” exists on one machine only; pass the path in")
      }
    }
  }

  private static let modifiers: Set = [
    "nonisolated", "final", "indirect", "static", "mutating", "override", "convenience", "lazy",
    "weak", "isolated",
  ]

  /// Whether a line of code begins a declaration that other modules see.
  private static func declares(_ line: String) -> Bool {
    guard line.contains("package ") else { return false }
    let words = line.split(separator: " ").map(String.init)
    guard let place = words.firstIndex(of: "package"), place + 1 < words.count else { return false }
    return words[..<place].allSatisfy { $0.hasPrefix("@") || modifiers.contains($0) }
      && words[place + 1] != "import" && words[place + 1].first?.isLetter == true
  }

  /// The first sentence of the doc comment above a line; attributes may stand between.
  private static func firstSentence(above index: Int, in file: SourceFile) -> String? {
    var above = index - 1
    var openLines = 0
    while above >= 0, openLines < 6, !isComment(file.lines[above]) {
      let line = file.lines[above].drop { $0 == " " }
      guard line.hasPrefix("@") || line.hasPrefix("#if") || line.hasSuffix(")") || openLines > 0
      else { return nil }
      openLines = line.hasPrefix("@") ? 0 : openLines + 1
      above -= 1
    }
    var comment: [String] = []
    while above >= 0, isComment(file.lines[above]) {
      let line = file.lines[above].drop { $0 == " " }
      if line.hasPrefix("///") {
        comment.insert(String(line.dropFirst(3).drop { $0 == " " }), at: 0)
      }
      above -= 1
    }
    let abstract = comment.prefix { !$0.isEmpty }.joined(separator: " ")
    guard !abstract.isEmpty else { return nil }
    let words = abstract.split(separator: " ")
    let end = words.firstIndex { $0.hasSuffix(".") } ?? words.count - 1
    return words[...end].joined(separator: " ")
  }

  private static func isComment(_ line: String) -> Bool {
    line.drop { $0 == " " }.hasPrefix("//")
  }

  /// Whether a line names an absolute path or host, not the middle of a relative path.
  private static func names(_ word: String, in line: String) -> Bool {
    guard line.contains(word) else { return false }
    if !word.hasPrefix("/") { return true }
    let file = SourceFile(path: "", text: line)
    return file.places(of: word, in: file.bytes).contains { place in
      place == 0 || !(file.bytes[place - 1].isWord || [46, 47].contains(file.bytes[place - 1]))
    }
  }
}
