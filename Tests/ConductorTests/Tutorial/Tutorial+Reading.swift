extension Tutorial {
  /// Reads a Markdown text; throws the first mistake in it.
  init(name: String, text: String) throws(Mistake) {
    self.init(name: name, steps: [])
    var block: Block?
    var prose = ""
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      if var open = block {
        if line.hasPrefix("```") {
          try take(open, after: prose)
          (block, prose) = (nil, "")
        } else {
          open.lines.append(String(line))
          block = open
        }
      } else if line.hasPrefix("```") {
        block = Block(line: number, words: line.dropFirst(3).split(separator: " ").map(String.init))
      } else {
        prose += line + "\n"
      }
    }
    if let block { throw Mistake(line: block.line, message: "the block is never closed") }
  }

  /// A fenced block: where it begins, what stands behind its fence, what is in it.
  private struct Block {
    var line: Int
    var words: [String]
    var lines: [String] = []

    var text: String { lines.joined(separator: "\n") + "\n" }

    /// The value of `key=value` behind the fence.
    func option(_ key: String) -> String? {
      words.dropFirst().first { $0.hasPrefix(key + "=") }
        .map { String($0.dropFirst(key.count + 1)) }
    }
  }

  private mutating func take(_ block: Block, after prose: String) throws(Mistake) {
    func mistake(_ message: String) -> Mistake { Mistake(line: block.line, message: message) }
    switch block.words.first ?? "" {
    case "sh":
      let exits = try Self.exits(block)
      // Of several commands nobody could tell which one ended with the code.
      guard exits == [0] || Self.commands(in: block.lines) == 1 else {
        throw mistake("a block with exit= holds one command")
      }
      steps.append(.type(Commands(line: block.line, text: block.text, exits: exits)))
    case "text":
      guard case .type(var commands)? = steps.last else {
        throw mistake("nothing was typed that could show this")
      }
      commands.shown += block.lines
      steps[steps.count - 1] = .type(commands)
    case "yaml":
      guard let path = block.option("file") else { return }
      guard prose.contains("`\(path)`") else {
        throw mistake("the text above does not say that this goes into `\(path)`")
      }
      guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
        throw mistake("\(path) lies outside of the reader's folder")
      }
      steps.append(.write(File(path: path, text: block.text)))
    case "", "swift": return
    case let word: throw mistake("nobody knows what to do with a block of “\(word)”")
    }
  }

  private static func exits(_ block: Block) throws(Mistake) -> Set<Int32> {
    guard let words = block.option("exit") else { return [0] }
    let codes = words.split(separator: "|").map { Int32($0) }
    guard !codes.isEmpty, !codes.contains(nil) else {
      throw Mistake(line: block.line, message: "exit=\(words) is no exit code")
    }
    return Set(codes.compactMap(\.self))
  }

  /// How many commands there are; a backslash at the end of a line goes on.
  private static func commands(in lines: [String]) -> Int {
    let starts = zip([""] + lines, lines).filter { before, line in
      !before.hasSuffix("\\") && !line.allSatisfy { $0 == " " } && !line.hasPrefix("#")
    }
    return starts.count
  }
}
