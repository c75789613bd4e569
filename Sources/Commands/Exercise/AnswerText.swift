import Vocabulary

/// What a command's effect looks like in a terminal.
enum AnswerText {
  /// One line a member of the answer; `done` where it says nothing.
  static func lines(_ answer: JSONValue) -> [String] {
    switch answer {
    case .null: ["done"]
    case .object(let members) where members.isEmpty: ["done"]
    case .object(let members):
      members.sorted { $0.key < $1.key }.filter { $0.value != .null }.map {
        "\(Terminal.plain($0.key)): \(Terminal.words($0.value))"
      }
    default: [Terminal.words(answer)]
    }
  }
}
