import Readiness
import Vocabulary

/// A simulated program as data, for other programs.
///
/// Shape: snake case, units last; `is_simulated` is always true.
package struct SimulationDocument: Encodable {
  private var isSimulated = true
  private var quarters: [Quarter]
  private var counts: SimulationReport.Counts
  private var played: [SimulationReport.Played]
  private var changes: [SimulationReport.Change]
  private var findings: [SimulationReport.Item]
  private var trends: [Figures]
  private var paired: [SimulationReport.Paired]
  private var checks: [SimulationCheck]
  private var isAsExpected: Bool

  /// A trend with its exact figures.
  private struct Figures: Encodable {
    var family: String
    var of: String
    var verdict: TrendVerdict
    var s: Int
    var pairs: Int
    var pUp: Double
    var pDown: Double
    var method: String
    /// Levels a quarter; of times doublings a quarter. Nil where it is no one number.
    var slope: Double?
    var words: String
    var plateau: String?

    init(_ family: String, _ measure: String, _ trend: Trend, plateau: String? = nil) {
      self.family = family
      of = measure
      verdict = trend.verdict
      s = trend.test.s
      pairs = trend.test.pairs
      pUp = trend.test.pUp
      pDown = trend.test.pDown
      method = trend.test.method.rawValue
      slope = trend.size?.slope
      words = trend.words
      self.plateau = plateau
    }
  }

  /// Of a report.
  package init(_ report: SimulationReport) {
    quarters = report.plan.periods.map(\.quarter)
    counts = report.counts
    played = report.played
    changes = report.changes
    findings = report.findings
    trends = report.trends.families.filter { !$0.points.isEmpty }.flatMap { family in
      [
        Figures(
          family.family, "readiness", family.readiness, plateau: family.plateau?.kind.rawValue),
        Figures(family.family, "containment", family.containment),
        Figures(family.family, "detection", family.detection),
      ]
    }
    trends.append(Figures("all", "readiness", report.trends.readiness))
    trends.append(Figures("all", "containment", report.trends.containment))
    paired = report.paired
    checks = report.checks
    isAsExpected = report.isAsExpected
  }
}
