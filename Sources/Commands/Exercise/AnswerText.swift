import Vocabulary

/// What a command's effect looks like in a terminal.
enum AnswerText {
  /// One line a member of the answer, paths of the console as links; `done` where it says nothing.
  static func lines(_ answer: JSONValue, of console: String) -> [String] {
    switch answer {
    case .null: ["done"]
    case .object(let members) where members.isEmpty: ["done"]
    case .object(let members):
      members.sorted { $0.key < $1.key }.filter { $0.value != .null }.map {
        let isPath = $0.value.text?.hasPrefix("/") == true
        return "\(Terminal.plain($0.key)): \(isPath ? console : "")\(Terminal.words($0.value))"
      }
    default: [Terminal.words(answer)]
    }
  }
}
