internal import Readiness
internal import Vocabulary

/// Everything that is known of the findings, as one JSON document.
///
/// Shape: lossless; `events` folded again give the same findings.
package struct FindingsDocument: Sendable, Equatable, Codable {
  /// `cygnet-findings`.
  package var format: String
  /// Of this format; readers ignore members that they do not know.
  package var version: Int
  /// RFC 3339 in UTC.
  package var at: String
  /// The findings with what follows from them on that day.
  package var findings: [Entry]
  /// The journal's events in their order.
  package var events: [FindingEvent]

  /// A finding and its figures.
  package struct Entry: Sendable, Equatable, Codable {
    /// The fold of its events.
    package var finding: Finding
    /// On the day of the export: a risk that ran out is open.
    package var status: Finding.Status
    /// What a draft lacks.
    package var missing: [Finding.Requirement]
    /// Whether it was promised for an earlier day.
    package var isMissed: Bool
    /// Trials that showed it, of those that rank it.
    package var count: Int
    /// The trials that rank it.
    package var trials: Int
    /// Jeffreys' mean.
    package var likelihood: Double
    /// The low end of Jeffreys' 80 % interval.
    package var low: Double
    /// Its high end.
    package var high: Double
    /// Blast radius × likelihood.
    package var priority: Double
    /// The same in words.
    package var priorityText: String
    /// What the trials since the last claim show.
    package var demonstration: String
  }

  /// Of an export.
  package init(_ export: BacklogExport) {
    format = "cygnet-findings"
    version = 1
    at = export.at
    events = export.events
    findings = export.findings.map { Entry($0, on: export.today) }
  }

  /// The document; a reader that knows nothing of findings sees plain JSON.
  package func text() throws -> String { try CanonicalJSON.document(self) }
}

extension FindingsDocument.Entry {
  init(_ finding: Finding, on today: String) {
    let priority = finding.priority
    func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
    self.init(
      finding: finding, status: finding.status(on: today), missing: finding.missing,
      isMissed: finding.isMissed(on: today), count: priority.likelihood.count,
      trials: priority.likelihood.trials, likelihood: rounded(priority.likelihood.mean),
      low: rounded(priority.interval.lowerBound), high: rounded(priority.interval.upperBound),
      priority: rounded(priority.value), priorityText: priority.text,
      demonstration: finding.demonstration.text)
  }
}
