package import Debrief
import Readiness
import Vocabulary

/// Trends as tables and sentences.
package enum TrendText {
  /// A row a family.
  package static func table(_ trends: ProgramTrends) -> PlainTable {
    PlainTable(
      [
        "family", "exercises", "readiness", "containment", "detection", "standing still",
        "left out",
      ],
      trends.families.map { family in
        let left = family.leftOut.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        return PlainTable.Row([
          Families.title(family.family), String(family.points.count), family.readiness.words,
          family.containment.words, family.detection.words, family.plateau?.words ?? "–",
          left.isEmpty ? "–" : left.joined(separator: ", "),
        ])
      }
        + [
          PlainTable.Row([
            "all, in strata", String(trends.families.reduce(0) { $0 + $1.points.count }),
            trends.readiness.words, trends.containment.words, "–", "–", "–",
          ])
        ])
  }

  /// A row a family and phase.
  package static func phases(_ trends: ProgramTrends) -> PlainTable {
    PlainTable(
      ["family", "phase", "scores", "trend"],
      trends.families.filter { !$0.points.isEmpty }.flatMap { family in
        family.phases.map { phase in
          PlainTable.Row([
            Families.title(family.family), phase.name,
            family.points.map { score(phase.name, $0).map(String.init) ?? "–" }
              .joined(separator: " "),
            phase.trend.words,
          ])
        }
      })
  }

  /// A row an exercise.
  package static func exercises(_ trends: ProgramTrends) -> PlainTable {
    PlainTable(
      ["day", "family", "mission", "database", "difficulty", "readiness", "containment", "SLA"],
      trends.families.flatMap { family in
        family.points.map { point in
          PlainTable.Row([
            point.day.description, Families.title(family.family), point.mission, point.database,
            String(point.difficulty), point.readiness.map(String.init) ?? "–",
            minutes(point.containment), point.isWithinSLA ? "met" : "missed",
          ])
        }
      })
  }

  /// A family in one sentence.
  package static func sentence(_ family: FamilyTrend) -> String {
    let title = Families.title(family.family)
    guard !family.points.isEmpty else { return "\(title): never practised by people." }
    return "\(title), \(Written.counted(family.points.count, "exercise")): readiness "
      + "\(family.readiness.words); containment \(family.containment.words)"
      + (family.plateau.map { "; \($0.words)" } ?? "") + "."
  }

  /// An exercise in one sentence.
  static func sentence(_ point: FamilyTrend.Point) -> String {
    "\(point.day), \(point.mission) on \(point.database), difficulty \(point.difficulty): "
      + "readiness \(point.readiness.map(String.init) ?? "not measured"), contained after "
      + "\(minutes(point.containment)), SLA \(point.isWithinSLA ? "met" : "missed")"
  }

  /// `24.0 min`, `> 118.0 min`.
  static func minutes(_ reading: Reading?) -> String {
    guard let reading else { return "–" }
    return (reading.isCensored ? "> " : "") + Written.decimal(reading.bound, places: 1) + " min"
  }

  private static func score(_ phase: String, _ point: FamilyTrend.Point) -> Int? {
    switch phase {
    case "observe": point.phases.observe
    case "orient": point.phases.orient
    case "decide": point.phases.decide
    default: point.phases.act
    }
  }
}
