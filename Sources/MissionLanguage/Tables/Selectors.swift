/// What a runbook may call a host: only what a person on call could know.
enum Selectors {
  /// Every selector with its meaning at the moment of the action.
  static let all: [(name: String, meaning: String)] = [
    ("alerted", "the host named by the alert that set the rule off"),
    ("leader", "the member that leads"),
    ("followers", "all members that do not lead"),
    ("stopped", "the members that do not run"),
  ]

  /// What on-call people can do; each is an operator's action with a host.
  static let actions = [
    "maintenance.start", "maintenance.stop", "operator.move-leader", "operator.restart",
  ]

  /// Complains of a word that is neither a selector nor could be a host.
  static func check(_ text: String) throws(Complaint) -> String {
    let names = all.map(\.name)
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
