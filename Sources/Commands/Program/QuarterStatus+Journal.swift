import Findings
import Programs

extension QuarterStatus.Override {
  /// Who let exercises of a quarter start without the re-tests of findings, as the journal has it.
  static func all(in backlog: Backlog, of quarter: Quarter) -> [QuarterStatus.Override] {
    backlog.events.compactMap { event in
      guard case .gateOverridden(let exercise, let when, let reason) = event.change,
        when == quarter.description
      else { return nil }
      return .init(
        finding: event.finding.rawValue, exercise: exercise, by: event.by, reason: reason)
    }
  }
}
