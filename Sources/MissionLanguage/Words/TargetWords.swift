import Vocabulary

/// The words that stand for hosts, before a seed decides which.
///
/// A list is separated by commas. A word that is neither a role nor a bound name is taken for a
/// host where it holds a digit (`n1`, `db-2`); whether that host exists is known at resolution.
enum TargetWords {
  /// The words with a meaning of their own.
  static let roles = [
    "leader", "follower", "other follower", "any", "minority", "majority", "all", "others",
    "look-alike",
  ]
  /// Words that cannot name a target, as they would hide a role.
  static let reserved: Set<String> = [
    "leader", "follower", "other", "any", "minority", "majority", "all", "others",
    "look-alike",
  ]

  /// Roles that mean the same hosts wherever they stand.
  private static let definite: Set<String> = ["leader", "all", "look-alike"]

  /// The single words of a list, blanks normalised.
  static func split(_ text: String) -> [String] {
    text.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.words.joined(separator: " ") }
  }

  /// Complains of a word that a seed draws anew, where the same hosts as elsewhere are meant.
  static func checkDefinite(_ text: String, bound: [String]) throws(Complaint) {
    for word in split(text) where roles.contains(word) && !definite.contains(word) {
      throw Complaint(
        "`\(word)` would be drawn anew here and could be another host than in the steps",
        hint: "bind it under `targets`, and use that name here and in the steps")
    }
    try check(text, bound: bound, others: false)
  }

  /// Complains of the first word that can stand for nothing.
  static func check(_ text: String, bound: [String], others: Bool) throws(Complaint) {
    for word in split(text) {
      if word == "others" && !others {
        throw Complaint(
          "`others` means nothing here",
          hint: "use it in a step beside another target, as in `to: others`")
      }
      if roles.contains(word) || bound.contains(word) { continue }
      guard Words.isName(word.replacingDots), word.contains(where: \.isNumber) else {
        let known = bound + roles
        throw Complaint(
          word.isEmpty ? "an empty word names no host" : "`\(word)` names no host",
          hint: Spelling.hint(
            for: word, among: known,
            otherwise: "use one of \(known.joined(separator: ", ")), or a host such as n1"))
      }
    }
  }
}

extension String {
  /// The text with dots as dashes, for names of hosts with a domain.
  fileprivate var replacingDots: String { String(map { $0 == "." ? "-" : $0 }) }
}
