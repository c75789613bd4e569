import Vocabulary

/// The words for states of the cluster that a step or a rule waits for.
enum ConditionWords {
  private static let forms = """
    start; cue; leader changed; no leader; \
    quorum = minimum; lag > 64MB; backup running; alert <name>; \
    blue decided; write-success < 50%; <step> effective
    """

  /// Reads one condition.
  static func read(_ text: String) throws(Complaint) -> Condition {
    let words = text.words
    switch words {
    case ["start"]: return .exerciseStarted
    case ["cue"]: return .cueSent
    case ["leader", "changed"]: return .leaderChanged
    case ["no", "leader"]: return .noLeader
    case ["quorum", "=", "minimum"]: return .quorumMinimum
    case ["backup", "running"]: return .backupRunning
    case ["blue", "decided"]: return .blueDecided
    default: break
    }
    if words.count == 2, words[0] == "alert" { return .alert(try BuiltInAlerts.check(words[1])) }
    if words.count == 2, words[1] == "effective", Words.isName(words[0]) {
      return .stepEffective(StepName(rawValue: words[0]))
    }
    if words.count == 3, words[0] == "lag", words[1] == ">" {
      return .lag(bytes: try Quantity.bytes(words[2]))
    }
    if words.count == 3, words[0] == "write-success", words[1] == "<" {
      return .writeSuccessBelow(try Quantity.ratio(words[2]))
    }
    throw Complaint("`\(text)` is not a condition", hint: "write one of: \(forms)")
  }

  /// Reads `<condition> within <duration>`.
  static func readTrigger(_ text: String) throws(Complaint) -> StepStart {
    let words = text.words
    guard words.count >= 3, words[words.count - 2] == "within" else {
      throw Complaint(
        "`\(text)` does not say for how long to wait",
        hint: "write `when: <condition> within 20s`; after that the step is skipped")
    }
    let condition = try read(words.dropLast(2).joined(separator: " "))
    let within = try Reading<Nanoseconds>.duration(Limits.life).read(words[words.count - 1])
    return .when(condition, within: within)
  }

  /// Reads `<step>` or `<step> + <duration>`.
  static func readAfter(_ text: String) throws(Complaint) -> StepStart {
    let words = text.words
    guard let step = words.first, Words.isName(step), words.count == 1 || words.count == 3 else {
      throw Complaint(
        "`\(text)` names no step", hint: "write `after: upgrade` or `after: upgrade + 5s`")
    }
    guard words.count == 3 else { return .after(StepName(rawValue: step), plus: .zero) }
    guard words[1] == "+" else {
      throw Complaint("`\(text)` has no `+`", hint: "write `after: \(step) + 5s`")
    }
    let plus = try Reading<Nanoseconds>.duration(Limits.offset).read(words[2])
    return .after(StepName(rawValue: step), plus: plus)
  }
}

extension Reading where Value == Condition {
  /// A condition.
  static var condition: Reading {
    Reading(placeholder: .noLeader) { text throws(Complaint) in try ConditionWords.read(text) }
  }
}

extension Reading where Value == StepStart {
  /// An offset from the start of the exercise.
  static var at: Reading {
    Reading(placeholder: .at(.zero)) { text throws(Complaint) in
      .at(try Reading<Nanoseconds>.duration(Limits.offset).read(text))
    }
  }

  /// A moment after another step.
  static var after: Reading {
    Reading(placeholder: .at(.zero)) { text throws(Complaint) in
      try ConditionWords.readAfter(text)
    }
  }

  /// A trigger with its patience.
  static var when: Reading {
    Reading(placeholder: .at(.zero)) { text throws(Complaint) in
      try ConditionWords.readTrigger(text)
    }
  }
}
