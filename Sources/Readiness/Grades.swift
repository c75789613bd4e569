package import Vocabulary

/// What raters gave to beliefs and decisions that no machine can grade.
///
/// Shape:  from `grade.given` events; a rater's last grade of a subject stands. Two raters are
///         needed: with fewer the machine's own reading stands. Where they differ the worse stands;
///         of three and more the worse of the middle.
/// Source: `docs/reference/score.md`, "Grades of people".
package struct Grades: Sendable, Equatable {
  /// By the number of the graded event, in the order in which raters first graded it.
  package private(set) var given: [Int: [Given]] = [:]

  /// One rater's grade.
  package struct Given: Sendable, Equatable, Codable {
    /// Who gave it.
    package var rater: String
    /// As it was given, in lower case with hyphens.
    package var grade: String
    /// Why.
    package var reason: String
  }

  /// Reads them off `exercise.jsonl`, or off any events.
  package init(_ events: [TimelineEvent] = []) {
    for event in events where event.kind == .gradeGiven {
      let subject = event.fields["subject"]
      guard let number = subject?.whole.map(Int.init) ?? subject?.text.flatMap({ Int($0) }),
        let rater = event.fields["rater"]?.text, let grade = event.fields["grade"]?.text
      else { continue }
      let one = Given(
        rater: rater, grade: Self.plain(grade), reason: event.fields["reason"]?.text ?? "")
      if let place = given[number]?.firstIndex(where: { $0.rater == rater }) {
        given[number]?[place] = one
      } else {
        given[number, default: []].append(one)
      }
    }
  }

  private static func plain(_ grade: String) -> String {
    String(grade.lowercased().map { " _".contains($0) ? "-" : $0 })
  }

  /// What stands for one subject.
  package struct Settled: Sendable, Equatable {
    /// The place on the scale, 0 is the worst.
    package var rank: Int
    /// How far the two that are farthest apart are.
    package var distance: Int
    /// How many raters graded it.
    package var raters: Int
    /// Two raters two steps apart: a third one is needed before the seal.
    package var isOpen: Bool {
      distance >= StatisticsConstants.standard.raters.apart && raters == 2
    }
  }

  /// What stands for a subject on a scale, worst first; nil with fewer than two raters.
  package func settled(_ subject: Int, on scale: [String]) -> Settled? {
    let ranks = (given[subject] ?? []).compactMap { scale.firstIndex(of: $0.grade) }.sorted()
    guard ranks.count >= 2, let worst = ranks.first, let best = ranks.last else { return nil }
    return Settled(
      rank: ranks[(ranks.count - 1) / 2], distance: best - worst, raters: ranks.count)
  }

  /// How far the first two raters of each item agree; nil where no item has two.
  package func agreement(on items: [Gradable]) -> RaterAgreement? {
    RaterAgreement(
      items.compactMap { item in
        let scale = item.kind.scale
        let ranks = (given[item.subject] ?? []).sorted { $0.rater < $1.rater }
          .compactMap { scale.firstIndex(of: $0.grade) }
        return ranks.count < 2 ? nil : .init(ranks[0], ranks[1], of: scale.count)
      })
  }
}
