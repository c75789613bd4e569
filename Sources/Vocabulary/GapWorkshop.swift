/// The gaps that an exercise opened, each with who closes it, until when, and how that is tested.
///
/// Shape:  gaps by the facts, assignments by `gap.assigned` of the exercise's log; the last one of
///         a gap stands. What is undone stands first: nobody leaves with one undone.
/// Source: the scoring rubric, 5.8, "Required to leave draft".
package struct GapWorkshop: Sendable, Equatable, Codable {
  /// Undone ones first, each part in the order of `Gap`.
  package private(set) var entries: [Entry]

  /// One gap with what was agreed.
  package struct Entry: Sendable, Equatable, Codable {
    /// What is missing.
    package var gap: Gap
    /// One person.
    package var owner: String?
    /// `YYYY-MM-DD`.
    package var due: String?
    /// A machine's test, or a step of the next mission.
    package var retest: String?
    /// Whether it has all three.
    package var isDone: Bool { owner != nil && due != nil && retest != nil }
  }

  /// The gaps with what the log says of them; assignments of other gaps are ignored.
  package init(_ gaps: [Gap], log: [TimelineEvent] = []) {
    var all = gaps.map { Entry(gap: $0) }
    for event in log where event.kind == .gapAssigned {
      guard let place = all.firstIndex(where: { $0.gap.rawValue == event.fields["gap"]?.text })
      else { continue }
      all[place].owner = Self.words(event.fields["owner"]?.text)
      all[place].due = Self.words(event.fields["due"]?.text)
      all[place].retest = Self.words(event.fields["retest"]?.text)
    }
    entries = all.filter { !$0.isDone } + all.filter(\.isDone)
  }

  /// How many are still without owner, date or re-test.
  package var undone: Int { entries.count { !$0.isDone } }

  private static func words(_ text: String?) -> String? {
    let trimmed = String((text ?? "").drop { $0 == " " })
    return trimmed.isEmpty ? nil : trimmed
  }
}

/// What somebody proposes for one gap, before it is written down.
package struct GapAssignment: Sendable, Equatable {
  /// The gap's raw value.
  package var gap: String
  /// One person.
  package var owner: String
  /// `YYYY-MM-DD`.
  package var due: String
  /// A machine's test, or a step of the next mission.
  package var retest: String

  /// A proposal.
  package init(gap: String, owner: String, due: String, retest: String) {
    self.gap = gap
    self.owner = owner
    self.due = due
    self.retest = retest
  }

  /// The fields of `gap.assigned`.
  package func fields(by person: String) -> [String: JSONValue] {
    [
      "gap": .string(gap), "owner": .string(owner), "due": .string(due),
      "retest": .string(retest), "by": .string(person),
    ]
  }

  /// Why it cannot be written down, and what to write instead; nil where it can.
  ///
  /// - Parameters:
  ///   - today: `YYYY-MM-DD`.
  ///   - nextWindow: the next scheduled exercise of this target; nil where none is known.
  package func refusal(
    among gaps: [Gap], today: String, nextWindow: String? = nil
  ) -> (message: String, hint: String)? {
    guard gaps.contains(where: { $0.rawValue == gap }) else {
      let known = gaps.map(\.rawValue).joined(separator: ", ")
      return ("this exercise opened no gap “\(gap)”", "its gaps are: \(known)")
    }
    if let problem = OnePerson.problem(owner) { return problem }
    guard CalendarDay.isDay(due) else {
      return ("“\(due)” is no date", "write it as YYYY-MM-DD, such as 2027-01-31")
    }
    guard due > today else { return ("\(due) is not after today, \(today)", "give a later day") }
    if let nextWindow, due >= nextWindow {
      return ("\(due) is not before the next exercise, \(nextWindow)", "give an earlier day")
    }
    if SaidWords.sayNothing(retest) {
      return (
        "it has no re-test", "name the machine's test or the mission's step that will show it"
      )
    }
    return nil
  }
}
