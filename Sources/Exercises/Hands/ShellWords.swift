/// The simple commands of a line, as a shell would cut it; for looking at, never for running.
///
/// Shape: quotes are removed, `$(…)` and backquotes give commands of their own, redirections and
///        leading assignments are kept apart.
/// Limits: nothing is expanded; here-documents and arithmetic are read as words.
struct ShellWords: Equatable {
  /// One program with its arguments.
  struct Simple: Equatable {
    var words: [String] = []
    /// `NAME=value` before the program.
    var assignments: [String: String] = [:]
    /// Files that it writes to.
    var outputs: [String] = []
  }

  /// In the order in which they stand; substitutions come after what they stand in.
  private(set) var commands: [Simple] = []

  init(_ text: String) { self.init(text, depth: 0) }

  private init(_ text: String, depth: Int) {
    var reader = Reader(characters: Array(text))
    reader.read()
    commands = reader.commands
    // Nobody types deeper; a line that does is cut off, not followed to the end of the stack.
    guard depth < 8 else { return }
    for inner in reader.inner { commands += ShellWords(inner, depth: depth + 1).commands }
  }

  private static let keywords: Set = [
    "if", "then", "else", "elif", "do", "while", "until", "!", "{", "}", "(", ")", "time", "done",
    "fi", "esac",
  ]

  private struct Reader {
    var characters: [Character]
    var at = 0
    var commands: [Simple] = []
    var inner: [String] = []
    private var simple = Simple()
    private var word: String?
    private var isRedirected = false

    init(characters: [Character]) { self.characters = characters }

    mutating func read() {
      while at < characters.count {
        let character = characters[at]
        at += 1
        switch character {
        case "\\": escape()
        case "'": add(upTo: "'")
        case "\"": readQuoted()
        case "`": inner.append(take(upTo: "`"))
        case "$" where peek == "(": readSubstitution()
        case "#" where word == nil: skipComment()
        case " ", "\t": endWord()
        case ">": redirect()
        case "<": endWord()
        case ";", "|", "\n", "(", ")": endCommand()
        case "&": if peek == ">" { endWord() } else if !isDuplicating { endCommand() }
        default: word = (word ?? "") + String(character)
        }
      }
      endCommand()
    }

    private var peek: Character? { at < characters.count ? characters[at] : nil }

    /// The `&` of `2>&1`.
    private var isDuplicating: Bool { at > 1 && characters[at - 2] == ">" }

    private mutating func escape() {
      if let next = peek {
        at += 1
        if next != "\n" { word = (word ?? "") + String(next) }
      }
    }

    private mutating func take(upTo end: Character) -> String {
      var text = ""
      while let next = peek, next != end {
        text.append(next)
        at += 1
      }
      at += 1
      return text
    }

    private mutating func add(upTo end: Character) { word = (word ?? "") + take(upTo: end) }

    private mutating func readQuoted() {
      word = word ?? ""
      while let next = peek, next != "\"" {
        at += 1
        if next == "\\" {
          escape()
        } else if next == "$" && peek == "(" {
          readSubstitution()
        } else {
          word?.append(next)
        }
      }
      at += 1
    }

    private mutating func readSubstitution() {
      var depth = 0
      var text = ""
      repeat {
        guard let next = peek else { break }
        at += 1
        if next == "(" { depth += 1 }
        if next == ")" { depth -= 1 }
        if !(depth == 0 || (depth == 1 && next == "(" && text.isEmpty)) { text.append(next) }
      } while depth > 0
      inner.append(text)
      word = (word ?? "") + "$()"
    }

    private mutating func skipComment() {
      while let next = peek, next != "\n" {
        _ = next
        at += 1
      }
    }

    private mutating func redirect() {
      // The number of a descriptor is no word of the command.
      if let number = word, number.allSatisfy(\.isNumber) { word = nil }
      endWord()
      if peek == ">" || peek == "|" { at += 1 }
      isRedirected = peek != "&"
    }

    private mutating func endWord() {
      guard let word else { return }
      self.word = nil
      if isRedirected {
        isRedirected = false
        simple.outputs.append(word)
      } else if simple.words.isEmpty, let equals = word.firstIndex(of: "="),
        word[..<equals].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      {
        simple.assignments[String(word[..<equals])] = String(word[word.index(after: equals)...])
      } else if !(simple.words.isEmpty && ShellWords.keywords.contains(word)) {
        simple.words.append(word)
      }
    }

    private mutating func endCommand() {
      endWord()
      if simple != Simple() { commands.append(simple) }
      simple = Simple()
      isRedirected = false
    }
  }
}
