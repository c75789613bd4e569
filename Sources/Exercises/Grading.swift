package import Readiness
import Vocabulary

/// One belief or decision that persons have to grade, with what they gave so far.
package struct Grading: Sendable, Equatable {
  /// The event's number in the timeline, as text.
  package var subject: String
  /// What it is.
  package var kind: Gradable.Kind
  /// What it says, in blue's words.
  package var text: String
  /// By rater, in the order of their first grades.
  package var given: [Given] = []

  /// One rater's grade.
  package struct Given: Sendable, Equatable {
    /// Who gave it.
    package var rater: String
    /// One of the kind's scale.
    package var grade: String
  }

  /// How many more raters are needed: two, and a third where two are two steps apart.
  package func missing(of raters: Int) -> Int {
    let ranks = given.compactMap { kind.scale.firstIndex(of: $0.grade) }
    let isTorn = ranks.count == 2 && abs(ranks[0] - ranks[1]) >= 2
    return max(0, raters - given.count) + (isTorn && raters == 2 ? 1 : 0)
  }
}

extension ExerciseState {
  mutating func addGrading(_ event: TimelineEvent) {
    guard let item = design.gradable(event) else { return }
    let subject = String(item.subject)
    guard !gradings.contains(where: { $0.subject == subject }) else { return }
    gradings.append(Grading(subject: subject, kind: item.kind, text: item.text))
  }

  mutating func applyGrade(_ event: TimelineEvent) {
    let subject = event.fields["subject"]?.text ?? event.fields["subject"]?.whole.map(String.init)
    guard let index = gradings.firstIndex(where: { $0.subject == subject }),
      let rater = event.fields["rater"]?.text, let grade = event.fields["grade"]?.text,
      gradings[index].kind.scale.contains(grade)
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
        grades: grading.kind.scale,
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
