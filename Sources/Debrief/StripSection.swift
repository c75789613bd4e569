import Vocabulary

/// The five figures that a reader takes away.
enum StripSection {
  /// One figure with its words.
  private struct Cell {
    var title: String
    var value: String
    var level: Int?
    var words: String
    var isAlarm: Bool
  }

  static func draw(_ facts: Facts) -> Markup {
    let cells = [
      readiness(facts), twin(facts), actual(facts), containment(facts), data(facts),
    ].map { cell -> Markup in
      let pips = cell.level.map(self.pips) ?? ""
      let style = cell.isAlarm ? " class=\"alarm\"" as Markup : ""
      return """
        <div\(style)><dt>\(cell.title)</dt><dd><span class="v">\(cell.value)</span>\
        \(pips)<small>\(cell.words)</small>\
        </dd></div>

        """
    }
    return "<dl class=\"strip\">\n\(cells)</dl>\n"
  }

  private static func pips(_ level: Int) -> Markup {
    let marks = (1...5).map { $0 <= level ? "<i class=\"on\"></i>" as Markup : "<i></i>" }
    return "<span class=\"pips\" aria-hidden=\"true\">\(marks)</span>"
  }

  private static func readiness(_ facts: Facts) -> Cell {
    let score = facts.input.score
    let tags = score.tags.isEmpty ? "" : " · " + score.tags.joined(separator: ", ")
    guard let level = score.readiness else {
      return Cell(
        title: "Readiness", value: "–", words: score.readinessReason + tags, isAlarm: false)
    }
    return Cell(
      title: "Readiness", value: "\(level)", level: level,
      words: "of 5 · \(score.readinessReason)\(tags)", isAlarm: level <= 2)
  }

  private static func twin(_ facts: Facts) -> Cell {
    let radius = facts.input.score.blastRadius
    let title = "Blast radius of the twin"
    guard let twin = radius.twin else {
      if !facts.hasResponder, let actual = radius.actual {
        return Cell(
          title: title, value: "\(actual.level)", level: actual.level,
          words: "of 5 · nobody responded, so this run is its own twin", isAlarm: false)
      }
      let least = radius.actual.map { "≥ \($0.level)" } ?? "–"
      return Cell(
        title: title, value: least, words: "no twin was run, so only a lower bound",
        isAlarm: false)
    }
    return Cell(
      title: title, value: facts.twinLevel(twin.level), level: twin.level,
      words: "of 5, nobody responding · "
        + (facts.shortTwin.map { "cut short at \(Written.span($0.reachedNs))" } ?? decider(twin)),
      isAlarm: twin.level == 5)
  }

  private static func actual(_ facts: Facts) -> Cell {
    let radius = facts.input.score.blastRadius
    guard let actual = radius.actual else {
      return Cell(
        title: "Blast radius as it went", value: "–", words: "not measured", isAlarm: false)
    }
    var words = "of 5 · \(decider(actual))"
    if facts.firstAction != nil, let twin = radius.twin?.level {
      let change = twin - actual.level
      if change > 0 {
        let least = facts.shortTwin == nil ? "" : "at least "
        words = "of 5 · \(least)\(Written.counted(change, "level")) prevented"
      } else if facts.shortTwin != nil {
        words = "of 5 · what was prevented is not known"
      } else {
        words = change == 0 ? "of 5 · no level prevented" : "of 5 · the response made it worse"
      }
    }
    return Cell(
      title: "Blast radius as it went", value: "\(actual.level)", level: actual.level,
      words: words, isAlarm: actual.level == 5)
  }

  /// The dimensions that reached the level: `outage, data`.
  private static func decider(_ radius: BlastRadius) -> String {
    if radius.level == 1 { return "no more than a minor degradation" }
    let names = radius.dimensions.filter { $0.level == radius.level }.map(\.name)
    return names.isEmpty ? "level decided by no dimension" : "by " + Written.list(names)
  }

  private static func containment(_ facts: Facts) -> Cell {
    let score = facts.input.score
    let limit = facts.input.plan.budget.slaNs
    guard let time = score.timeToContainmentNs else {
      let reason = score.censoredReason ?? "no time was recorded"
      return Cell(
        title: "Time to containment", value: "–", words: reason,
        isAlarm: facts.hasResponder && facts.input.isValid && score.times.t0Ns != nil)
    }
    let late = time > limit
    return Cell(
      title: "Time to containment", value: Written.span(time),
      words: late
        ? "\(Written.span(time - limit)) beyond the SLA of \(Written.span(limit))"
        : "within the SLA of \(Written.span(limit))", isAlarm: late)
  }

  private static func data(_ facts: Facts) -> Cell {
    guard let lost = facts.lost else {
      return Cell(
        title: "Data", value: "?",
        words: "losses not known: \(facts.durability?.summary ?? "no checker counted them")",
        isAlarm: true)
    }
    return Cell(
      title: "Data", value: "\(Written.count(lost)) lost",
      words: "of \(Written.count(facts.acknowledged)) acknowledged writes", isAlarm: lost > 0)
  }
}
