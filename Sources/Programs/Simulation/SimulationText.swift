package import Debrief
import Readiness
import Vocabulary

/// A simulated program as sentences and tables.
package enum SimulationText {
  /// What will be played, sentence by sentence, before it is.
  package static func plan(_ plan: SimulatedPlan) -> [String] {
    let (first, last) = (plan.periods.first, plan.periods.last)
    let windows = plan.plays.count { $0.part == .people }
    let retests = plan.plays.count - windows
    var lines = [
      Simulated.sentence,
      "\(Written.counted(plan.periods.count, "quarter")), "
        + "\(first.map { "\($0.quarter)" } ?? "") to \(last.map { "\($0.quarter)" } ?? ""), "
        + "\(SimulatedPlan.cadence): in each window \(Written.list(plan.missions)).",
      "\(Written.counted(plan.plays.count, "exercise")): \(windows) in windows, \(retests) of "
        + "re-tests.",
      "Until quarter \(plan.course.learnsIn - 1) the tempting runbook of each mission responds, "
        + "from quarter \(plan.course.learnsIn) on the right one.",
    ]
    if let number = plan.course.forgetsIn, let mission = plan.missions.last {
      lines.append(
        "In quarter \(number) whoever responds to \(mission) has forgotten it and takes the "
          + "tempting runbook again: what was verified comes back.")
    }
    lines += plan.periods.compactMap { period in
      guard !period.retested.isEmpty else { return nil }
      return "\(period.quarter), before the window: re-tests of "
        + "\(Written.list(period.retested)), \(plan.course.trials) seeds each."
    }
    return lines
  }

  /// A row an exercise that stands for people.
  package static func quarters(_ report: SimulationReport) -> PlainTable {
    PlainTable(
      [
        "quarter", "day (simulated)", "mission", "answered by", "readiness", "blast", "with nobody",
        "containment", "really played",
      ],
      report.played.map { played in
        PlainTable.Row([
          "\(played.quarter)", "\(played.day)", played.mission,
          played.runbook
            + (played.answer == .tempting
              ? played.hasForgotten ? " (forgotten)" : " (tempting)" : ""),
          played.readiness.map(String.init) ?? "–", played.blastActual.map(String.init) ?? "–",
          played.blast.map(String.init) ?? "–", containment(played),
          String(played.evidenceBegan.prefix(16)),
        ])
      }, whole: 2)
  }

  /// `6.2 s`, `> 29.0 s`: not contained within that time.
  static func containment(_ played: SimulationReport.Played) -> String {
    if let span = played.containmentNs { return seconds(span) }
    return played.censoredAfterNs.map { "> " + seconds($0) } ?? "–"
  }

  private static func seconds(_ span: Nanoseconds) -> String {
    Written.decimal(span.inSeconds, places: 1) + " s"
  }

  /// A row a thing that happened to a finding.
  package static func changes(_ report: SimulationReport) -> PlainTable {
    PlainTable(
      ["day (simulated)", "finding", "what", "by"],
      report.changes.map { PlainTable.Row(["\($0.day)", $0.finding, $0.what, $0.by]) }, whole: 3)
  }

  /// A row a finding.
  package static func findings(_ report: SimulationReport) -> PlainTable {
    PlainTable(
      ["finding", "what", "stands", "owner", "due", "priority", "re-test", "came back"],
      report.findings.map { item in
        PlainTable.Row([
          item.finding, item.title, item.status, item.owner ?? "nobody", item.due ?? "no date",
          item.priority, item.demonstration, "\(item.reopened)",
        ])
      })
  }

  /// The trends with their exact figures, a sentence each.
  package static func sentences(_ report: SimulationReport) -> [String] {
    let families = report.trends.families.filter { !$0.points.isEmpty }.flatMap { family in
      [("readiness", family.readiness), ("containment", family.containment)].map { what, trend in
        sentence("\(Families.title(family.family)), \(what)", trend)
      } + (family.plateau.map { ["\(Families.title(family.family)): \($0.words)"] } ?? [])
    }
    let all = [
      sentence("All families, readiness", report.trends.readiness),
      sentence("All families, containment", report.trends.containment),
    ]
    let paired = report.paired.map { "Paired re-test of \($0.mission), readiness: \($0.words)." }
    return families + all + paired
  }

  /// `…: improving; S 16 of 28 pairs, p up 0.01429 (exact), +0.50 a quarter.`
  private static func sentence(_ what: String, _ trend: Trend) -> String {
    let test = trend.test
    let chance =
      test.s < 0
      ? "p down \(TrendChecks.exact(test.pDown))" : "p up \(TrendChecks.exact(test.pUp))"
    return "\(what): \(trend.verdict.words); S \(test.s) of \(test.pairs) pairs, \(chance) "
      + "(\(test.method.rawValue))" + (trend.size.map { ", \($0.words)" } ?? "") + "."
  }

  /// How many of the checks are met, and each that is not.
  package static func checks(_ report: SimulationReport) -> [String] {
    let missed = report.checks.filter { !$0.isMet }
    return missed.map { "NOT AS EXPECTED: \($0.expects)\n  found: \($0.found)" } + [
      "\(report.checks.count - missed.count) of "
        + "\(Written.counted(report.checks.count, "expectation")) met"
    ]
  }

  /// All of it for a terminal.
  package static func terminal(_ report: SimulationReport) -> String {
    let counts = report.counts
    let played =
      "\(counts.windows) exercises in windows, \(counts.retests) of re-tests, \(counts.void) "
      + "played again because they were invalid; \(Written.counted(counts.twins, "twin")) inside"
    return
      ([Simulated.sentence, played, quarters(report).terminal, changes(report).terminal]
      + [findings(report).terminal, sentences(report).joined(separator: "\n")]
      + [checks(report).joined(separator: "\n")]).joined(separator: "\n\n")
  }
}
