package import Vocabulary

/// Whether an exercise of people may start: last quarter's re-tests must have been taken up.
///
/// Shape: every re-test of a finding that was opened before this quarter, on this target, must be
///        linked: by the plan, or by a mission's own `retests`. Somebody may override it; who and
///        why are kept.
/// Source: the scoring rubric, 5.8, "The next mission cannot be scheduled …".
package enum ExecutionGate {
  /// What the gate says.
  package enum Verdict: Sendable, Equatable {
    /// Nothing is missing.
    case open
    /// Something is missing; the sentence says what, and what to try.
    case refused(missing: [OpenRetest], why: String)
    /// Something is missing, and somebody answers for it.
    case overridden(Override)
  }

  /// What somebody asked for.
  package struct Wish: Sendable, Equatable {
    /// The email of a person of the program.
    package var by: String
    /// Why it must not wait.
    package var reason: String

    /// A wish.
    package init(by: String, reason: String) {
      self.by = by
      self.reason = reason
    }
  }

  /// What is written down when somebody starts all the same.
  package struct Override: Sendable, Equatable, Codable {
    /// The quarter of the exercise.
    package var quarter: Quarter
    /// The target of the exercise.
    package var target: String
    /// The person, as the program names them.
    package var by: String
    /// Their reason, as they wrote it.
    package var reason: String
    /// The day of the override.
    package var day: CalendarDay
    /// The findings whose re-tests were not taken up.
    package var findings: [String]

    /// What a person decided.
    package init(
      quarter: Quarter, target: String, by: String, reason: String, day: CalendarDay,
      findings: [String]
    ) {
      self.quarter = quarter
      self.target = target
      self.by = by
      self.reason = reason
      self.day = day
      self.findings = findings
    }
  }

  /// Whether an exercise on a target may start on a day.
  package static func check(
    _ program: ProgramFile, target: String, day: CalendarDay, retests: [OpenRetest],
    linked: Set<String>, wish: Wish? = nil
  ) -> Verdict {
    let quarter = Quarter(of: day)
    let missing = retests.filter {
      $0.target == target && $0.opened < quarter.first && !linked.contains($0.finding)
    }.sorted { ($1.priority, $0.finding) < ($0.priority, $1.finding) }
    guard !missing.isEmpty else { return .open }
    let names = missing.map(\.finding).joined(separator: ", ")
    func refused(_ why: String) -> Verdict { .refused(missing: missing, why: why) }
    guard let wish else {
      let noun = missing.count == 1 ? "re-test of \(names) is" : "re-tests of \(names) are"
      return refused(
        "the \(noun) not part of \(quarter) on \(target); name them under `retests:` of a mission, "
          + "plan the quarter, or override it with a reason")
    }
    let reason = wish.reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard reason.split(separator: " ").count >= 3 else {
      return refused("an override needs a reason of three words or more; it is kept")
    }
    guard let person = program.person(wish.by), person.isActive else {
      return refused(
        "`\(wish.by)` is no active person of \(program.name); an override needs one who answers "
          + "for it")
    }
    return .overridden(
      Override(
        quarter: quarter, target: target, by: person.email, reason: reason, day: day,
        findings: missing.map(\.finding)))
  }
}
