import Vocabulary

/// One belief or decision that persons have to grade, with what they gave so far.
package struct Grading: Sendable, Equatable {
  /// What it is.
  package enum Kind: String, Sendable, CaseIterable {
    case hypothesis, decision

    /// What may be given, worst first.
    package var grades: [String] {
      switch self {
      case .hypothesis: ["wrong", "partial", "partial-scope", "correct"]
      case .decision: ["harmful", "neutral", "acceptable", "preferred"]
      }
    }
  }

  /// The event's number in the timeline, as text.
  package var subject: String
  package var kind: Kind
  package var text: String
  /// By rater, in the order of their first grades.
  package var given: [Given] = []

  /// One rater's grade.
  package struct Given: Sendable, Equatable {
    package var rater: String
    package var grade: String
  }

  /// How many more raters are needed: two, and a third where two are two steps apart.
  package func missing(of raters: Int) -> Int {
    let ranks = given.compactMap { kind.grades.firstIndex(of: $0.grade) }
    let isTorn = ranks.count == 2 && abs(ranks[0] - ranks[1]) >= 2
    return max(0, raters - given.count) + (isTorn && raters == 2 ? 1 : 0)
  }
}

extension ExerciseState {
  mutating func addGrading(_ event: TimelineEvent, kind: Grading.Kind) {
    let fields = event.fields
    let parts: [String?]
    switch kind {
    case .hypothesis:
      let mechanism = fields["mechanism"]?.text ?? ""
      let location = fields["location"]?.text ?? ""
      if design.grades(mechanism: mechanism, location: location) { return }
      parts = [mechanism, location, fields["text"]?.text]
    case .decision:
      let response = fields["response"]?.text ?? ""
      if design.grades(response: response) { return }
      parts = [response, fields["text"]?.text]
    }
    let subject = String(event.sequence)
    guard !gradings.contains(where: { $0.subject == subject }) else { return }
    gradings.append(
      Grading(
        subject: subject, kind: kind,
        text: parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")))
  }

  mutating func applyGrade(_ event: TimelineEvent) {
    let subject = event.fields["subject"]?.text ?? event.fields["subject"]?.whole.map(String.init)
    guard let index = gradings.firstIndex(where: { $0.subject == subject }),
      let rater = event.fields["rater"]?.text, let grade = event.fields["grade"]?.text,
      gradings[index].kind.grades.contains(grade)
    else { return }
    if let own = gradings[index].given.firstIndex(where: { $0.rater == rater }) {
      gradings[index].given[own].grade = grade
    } else {
      gradings[index].given.append(.init(rater: rater, grade: grade))
    }
  }

  /// What waits for grades, as one rater may see it: nobody else's grade is in it.
  package func gradingQueue(for rater: Participant) -> [GradingItem] {
    guard rater.role == .white else { return [] }
    return gradings.map { grading in
      GradingItem(
        subject: grading.subject, text: grading.text, kind: grading.kind.rawValue,
        grades: grading.kind.grades,
        own: grading.given.first { $0.rater == rater.name }?.grade, count: grading.given.count)
    }
  }

  /// What is missing before the seal, in words; empty where nothing is.
  package var missing: [String] {
    var words: [String] = []
    if !phase.isOver && phase != .graded { words.append("the exercise is not over") }
    if !isAtRest { words.append("the end is not recorded: wait until everything is healed") }
    if !isBlueLogClosed {
      words.append("blue's log is open: blue hands over, or white does in blue's place")
    }
    for grading in gradings {
      let count = grading.missing(of: design.raters)
      if count == 0 { continue }
      let apart = grading.given.count >= design.raters ? " (two are far apart)" : ""
      words.append(
        "\(count) more \(count == 1 ? "rater" : "raters") for the \(grading.kind.rawValue) "
          + "“\(grading.text.prefix(80))”\(apart)")
    }
    return words
  }
}
