/// A response is a verb and, if it acts on hosts, their words.
enum ResponseWords {
  /// The verb, and the rest without blanks at its ends.
  static func split(_ text: String) -> (verb: String, targets: String) {
    let verb = text.prefix { !$0.isWhitespace }
    return (String(verb), text.dropFirst(verb.count).trimmed)
  }
}
