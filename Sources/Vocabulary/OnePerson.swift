/// Whether the words for an owner name one person, and not a group, a bot or a mailbox.
///
/// Limits: by the words alone; whether that person exists and is still there, a roster knows.
package enum OnePerson {
  /// Why the words name no single person, and what to write instead; nil where they may.
  package static func problem(_ owner: String) -> (message: String, hint: String)? {
    let hint = "name one person who can be asked"
    // A company's domain says nothing of the mailbox.
    let named = owner.prefix { $0 != "@" }
    let words = SaidWords.set(String(named))
    if SaidWords.sayNothing(String(named)) { return ("it has no owner", hint) }
    let isSeveral =
      owner.contains { ",;/&+".contains($0) } || words.contains("and") || words.contains("or")
    if isSeveral { return ("“\(owner)” is more than one person", hint) }
    guard words.isDisjoint(with: groups) else {
      return ("“\(owner)” is no person: a group, a bot or a mailbox cannot own a gap", hint)
    }
    return nil
  }

  /// Words of groups, shared mailboxes and machines; none of them can be asked why.
  private static let groups: Set = [
    "team", "teams", "group", "squad", "guild", "department", "everyone", "everybody", "all", "we",
    "us", "nobody", "somebody", "someone", "anyone", "sre", "sres", "dba", "dbas", "ops", "devops",
    "oncall", "call", "support", "admin", "admins", "root", "infra", "platform", "engineering",
    "it", "bot", "service", "noreply", "reply", "list", "mailbox", "vendor", "management",
    "dependabot", "jenkins", "automation", "robot", "pager", "pagerduty", "opsgenie", "alerts",
    "helpdesk", "postmaster", "info", "security", "devs", "developers", "engineers", "operators",
    "shared", "channel",
  ]
}

/// The words of a text, and whether they say anything.
package enum SaidWords {
  /// In lower case, without punctuation.
  package static func set(_ text: String) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }

  /// Whether it is empty, or only says that it is.
  package static func sayNothing(_ text: String) -> Bool {
    let words = set(text)
    return words.isEmpty || words.isSubset(of: nothing)
  }

  private static let nothing: Set = [
    "none", "no", "tbd", "todo", "later", "na", "n", "a", "nothing", "unknown", "x",
  ]
}
