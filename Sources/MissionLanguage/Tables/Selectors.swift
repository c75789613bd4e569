/// What a runbook may call a host: only what a person on call could know.
enum Selectors {
  /// Every selector with its meaning at the moment of the action.
  static let all: [(name: String, meaning: String)] = [
    (
      "alerted",
      "the host named by the alert that set the rule off; all that alerts name where it names none"
    ),
    ("leader", "the member that leads"),
    ("former leader", "the member that led before the one that leads, or last where none does"),
    ("followers", "all members that do not lead"),
    ("other follower", "the first member that neither leads nor is alerted"),
    ("stopped", "the members that do not run"),
    ("silent", "the members that do not answer: `stopped` by what one can see of it"),
    ("answering", "the members that answer, also those that know no leader"),
    ("serving", "the members that answer and know a leader"),
    ("healthy", "those of them that no alert names"),
    ("look-alike", "the hosts of the other cluster with similar names"),
  ]

  /// The action that needs no fault: the database moves its leader itself.
  static let moveLeader = "operator.move-leader"

  /// Complains of a word that is neither a selector nor could be a host.
  static func check(_ text: String) throws(Complaint) -> String {
    let names = all.map(\.name)
    let text = text.words.joined(separator: " ")
    guard !names.contains(text) else { return text }
    guard Words.isName(text), text.contains(where: \.isNumber) else {
      throw Complaint(
        "`\(text)` is no selector",
        hint: Spelling.hint(
          for: text, among: names,
          otherwise: "use \(names.joined(separator: ", ")) or a host such as n1; "
            + "a person on call does not know the mission's names"))
    }
    return text
  }
}

extension Reading where Value == String {
  /// A selector or a host.
  static var selector: Reading {
    Reading(placeholder: "leader") { text throws(Complaint) in try Selectors.check(text) }
  }
}
