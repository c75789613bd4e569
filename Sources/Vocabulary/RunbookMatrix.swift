/// Which runbook contains which mission: every runbook against every mission, on the same seeds.
///
/// Shape: `responders` has `none` first; cells row by row, in the order of missions and responders;
///        a pair of which no exercise is known has no cell.
package struct RunbookMatrix: Sendable, Equatable, Codable {
  /// The missions' names, in alphabetical order.
  package var missions: [String]
  /// `none` and `runbook:<name>`, in alphabetical order.
  package var responders: [String]
  /// What is known of each pair.
  package var cells: [Cell]

  /// One mission with one responder.
  package struct Cell: Sendable, Equatable, Codable {
    /// The mission's name.
    package var mission: String
    /// Who played blue.
    package var responder: String
    /// Valid trials.
    package var trials: Int
    /// Exercises that may not be believed, and count in nothing else.
    package var invalid: Int
    /// Trials that were contained within the SLA, or never needed it.
    package var held: Int
    /// Trials in which nothing needed containing.
    package var absorbed: Int
    /// Trials with more damage than nobody responding did on the same seed.
    package var worse: Int
    /// Trials in which the response lost acknowledged writes.
    package var lossByResponse: Int
    /// Trials in which the response widened the fault.
    package var widened: Int
    /// Trials with a command that had an effect on the wrong host.
    package var wrongTarget: Int
    /// The median of those that were contained, in time or late; nil where none was.
    package var timeToContainmentNs: Nanoseconds?
    /// The median time in which at least half of the writes failed; nil without a trial.
    package var outageNs: Nanoseconds?
    /// The highest blast radius, 1–5; nil without a trial.
    package var blast: Int?
    /// The most acknowledged writes that one trial lost.
    package var lostWrites: Int

    /// All parts at once; `MatrixAnalysis` is the only caller outside tests.
    package init(
      mission: String, responder: String, trials: Int, invalid: Int, held: Int, absorbed: Int,
      worse: Int, lossByResponse: Int, widened: Int, wrongTarget: Int,
      timeToContainmentNs: Nanoseconds?, outageNs: Nanoseconds?, blast: Int?, lostWrites: Int
    ) {
      self.mission = mission
      self.responder = responder
      self.trials = trials
      self.invalid = invalid
      self.held = held
      self.absorbed = absorbed
      self.worse = worse
      self.lossByResponse = lossByResponse
      self.widened = widened
      self.wrongTarget = wrongTarget
      self.timeToContainmentNs = timeToContainmentNs
      self.outageNs = outageNs
      self.blast = blast
      self.lostWrites = lostWrites
    }

    /// Whether it did harm in at least half of its trials, which is no accident.
    package var isHarmful: Bool {
      trials > 0 && 2 * max(worse, lossByResponse, widened) >= trials
    }
  }

  /// All parts at once.
  package init(missions: [String], responders: [String], cells: [Cell]) {
    self.missions = missions
    self.responders = responders
    self.cells = cells
  }

  /// The cell of a pair.
  package func cell(_ mission: String, _ responder: String) -> Cell? {
    cells.first { $0.mission == mission && $0.responder == responder }
  }
}
