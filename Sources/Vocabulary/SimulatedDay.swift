/// When an exercise of a simulated program counts, beside the clock of its own evidence.
///
/// Shape:  a line of `simulated.jsonl`, beside the program file; evidence itself is never touched.
/// Units:  `at` is RFC 3339 in UTC, `2024-02-08T13:00:00Z`.
/// Limits: it names its evidence by the digest of the SEAL, so that it can be of no other run.
/// Source: `docs/decisions/0022-a-simulated-day-stands-beside-the-evidence.md`.
package struct SimulatedDay: Sendable, Equatable, Codable {
  /// The last two parts of the run folder's path.
  package var run: String
  /// SHA-256 of the run folder's SEAL.
  package var seal: String
  /// When the exercise counts.
  package var at: String
  /// What it stands for.
  package var part: Part

  /// What an exercise of a simulated program stands for.
  package enum Part: String, Sendable, Codable, CaseIterable {
    /// An exercise of people, played by a scripted responder.
    case people
    /// A machine's re-test of findings.
    case retest
    /// Nothing: it was itself invalid, and was played again on another seed.
    case void
  }

  /// A day for a run.
  package init(run: String, seal: String, at: String, part: Part) {
    self.run = run
    self.seal = seal
    self.at = at
    self.part = part
  }

  /// The day of `at`; nil where it is none.
  package var day: CalendarDay? { CalendarDay(iso: String(at.prefix(10))) }
}
