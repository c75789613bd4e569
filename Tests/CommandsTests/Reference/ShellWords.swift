/// A line of a shell as words; enough of the grammar for the examples in documents.
enum ShellWords {
  /// What ends a command.
  static let parts: Set = ["|", "||", "&", "&&", ";", "(", ")", "$(", ">", ">>", "<", "2>", "2>&1"]

  /// The words, with quotes taken away; what ends a command is a word of its own.
  static func split(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    func end() {
      if let whole = word { words.append(whole) }
      word = nil
    }
    for letter in line {
      if let open = quote {
        if letter == open { quote = nil } else { word = (word ?? "") + String(letter) }
      } else if letter == "\"" || letter == "'" {
        quote = letter
        word = word ?? ""
      } else if letter == "#", word == nil {
        break
      } else if letter == " " {
        end()
      } else if letter == "(", word == "$" {
        word = nil
        words.append("$(")
      } else if ";|&()".contains(letter) {
        end()
        if let last = words.last, last == String(letter), "|&".contains(letter) {
          words[words.count - 1] = last + last
        } else {
          words.append(String(letter))
        }
      } else {
        word = (word ?? "") + String(letter)
      }
    }
    end()
    return words
  }

  /// What may stand before the command itself.
  static func precedes(_ word: String) -> Bool {
    let isAssignment = word.first?.isLetter == true && word.contains("=")
    return isAssignment
      || ["sudo", "do", "then", "until", "while", "if", "!", "$", "env"]
        .contains(word)
  }
}
