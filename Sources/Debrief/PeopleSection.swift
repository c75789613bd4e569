import Readiness
import Vocabulary

/// What people said and called, when the clock stood, and how raters graded blue's own words.
enum PeopleSection {
  static func draw(_ facts: Facts) -> Markup {
    let tables = tables(facts).map { id, title, table, note -> Markup in
      let words: Markup = note.map { "<p class=\"note\">\($0)</p>" } ?? ""
      return """
        <h2 id="\(id)">\(title)</h2>
        <div class="card scroll">\(table.html())\(words)</div>

        """
    }
    return tables.reduce("", +)
  }

  /// Each with an anchor, a heading and a note.
  static func tables(_ facts: Facts) -> [(String, String, PlainTable, String?)] {
    var result: [(String, String, PlainTable, String?)] = []
    let calls = Calls.all(in: facts.input.timeline)
    if calls.contains(where: { $0.kind != .cueSent }) {
      result.append(("people", "What people said", said(calls), nil))
    }
    if facts.input.clock.hasStood {
      result.append(
        (
          "pauses", "When the clock stood", pauses(facts),
          "Every time on this page is exercise time; what happened during a pause stands at the "
            + "moment at which the clock stood still."
        ))
    }
    if !facts.input.grading.items.isEmpty {
      result.append(("grades", "Grades of people", grades(facts), agreement(facts)))
    }
    return result
  }

  private static func said(_ calls: [TimelineEvent]) -> PlainTable {
    PlainTable(
      ["Time", "Who", "What"],
      calls.map {
        .init([Written.moment($0.timeNs), $0.lane.rawValue, Calls.words($0)])
      })
  }

  private static func pauses(_ facts: Facts) -> PlainTable {
    PlainTable(
      ["Time", "How long", "Why"],
      facts.input.clock.pauses.map { pause in
        .init([
          Written.moment(facts.input.clock.time(pause.startNs)), PauseBands.length(pause),
          pause.reason,
        ])
      })
  }

  private static func grades(_ facts: Facts) -> PlainTable {
    let sheet = facts.input.grading
    return PlainTable(
      ["Event", "What", "Grades", "What stands"],
      sheet.items.map { item in
        let given = (sheet.grades.given[item.subject] ?? []).map { grade in
          "\(grade.rater): \(grade.grade)" + (grade.reason.isEmpty ? "" : " (\(grade.reason))")
        }
        let scale = item.kind.scale
        let settled = sheet.grades.settled(item.subject, on: scale)
        let stands =
          settled.map { scale[$0.rank] + ($0.isOpen ? "; a third rater is needed" : "") }
          ?? "the machine’s reading: two raters are needed"
        return .init([
          "\(item.subject)", "\(item.kind.rawValue): \(item.text)",
          given.isEmpty ? "none yet" : given.joined(separator: "; "), stands,
        ])
      })
  }

  private static func agreement(_ facts: Facts) -> String {
    guard let agreement = facts.input.grading.agreement else {
      return "Two raters grade blue’s own words, blind to each other; the worse grade stands."
    }
    let low =
      agreement.isLow ? " Low agreement: what people graded does not enter trends." : ""
    return "Two raters, blind to each other; the worse grade stands. Agreement: "
      + "\(agreement.words).\(low)"
  }
}
