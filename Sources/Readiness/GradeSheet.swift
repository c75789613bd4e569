package import Vocabulary

/// What people had to grade in one exercise, how they agree, and what is still open.
package struct GradeSheet: Sendable, Equatable {
  /// What no machine can grade, in order.
  package var items: [Gradable] = []
  /// What raters gave.
  package var grades = Grades()

  /// Nothing to grade.
  package init() {}

  /// What stands in a run for people to grade.
  package init(plan: Plan, run: RecordedRun) {
    items = Gradable.all(in: run.timeline, plan: plan)
    grades = run.grades
  }

  /// How far the raters agree; nil where no item has two.
  package var agreement: RaterAgreement? { grades.agreement(on: items) }

  /// Whether what people graded is too uncertain for a trend.
  package var isLow: Bool { agreement?.isLow ?? false }

  /// What has to be done before the seal, one sentence each; empty where nothing has.
  package var missing: [String] {
    items.compactMap { item in
      let name = "\(item.kind.rawValue) of event \(item.subject)"
      guard let settled = grades.settled(item.subject, on: item.kind.scale) else {
        let count = grades.given[item.subject]?.count ?? 0
        return "the \(name) has \(count) of two grades"
      }
      return settled.isOpen ? "the two grades of the \(name) are far apart: ask a third rater" : nil
    }
  }

  /// The lines of the sheet: each item with who gave what, and how far they agree.
  var inputs: [Score.Input] {
    guard !grades.given.isEmpty else { return [] }
    var lines = items.map { item -> Score.Input in
      let given = (grades.given[item.subject] ?? [])
        .map { "\($0.rater) \($0.grade)" }.joined(separator: ", ")
      let scale = item.kind.scale
      let stands =
        grades.settled(item.subject, on: scale).map { settled in
          " → \(scale[settled.rank])" + (settled.isOpen ? ", a third rater is needed" : "")
        } ?? " → not counted: two raters are needed"
      return Score.Input(
        name: "Grade of a \(item.kind.rawValue)",
        value: (given.isEmpty ? "nobody yet" : given) + stands,
        rule: "words of blue's own are graded by two raters, blind to each other; the worse stands",
        evidence: [item.subject])
    }
    if let agreement {
      lines.append(
        .init(
          name: "Agreement of the raters", value: agreement.words,
          rule: "linear weights; below \(Figures.fixed(RaterAgreement.floor)) the tag "
            + "low-agreement, and what people graded leaves the trend"))
    }
    return lines
  }
}
