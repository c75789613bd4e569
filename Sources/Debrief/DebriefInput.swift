package import Readiness
package import Vocabulary

/// All that a debrief is written from: one run folder, with its twin and ablation where they exist.
package struct DebriefInput: Sendable {
  /// What was to happen.
  package var plan: Plan
  /// `database_version`, `started_utc`, `kernel`, `cygnet_version`; unknown members are listed.
  package var environment: [String: JSONValue]
  /// The run folder as a person would type it.
  package var folder: String
  /// `people`, `none` or `runbook:<name>`.
  package var responder: String
  /// Whether every fault was proved and healed.
  package var isValid: Bool
  /// Why not, one sentence each.
  package var invalidReasons: [String]
  /// Each fault from command to proved healing.
  package var faults: [FaultRecord]
  /// What happened.
  package var timeline: [TimelineEvent]
  /// What the checkers say.
  package var verdicts: [Verdict]
  /// The write curve.
  package var series: WriteSeries
  /// The score with its inputs.
  package var score: Score
  /// What each failed operation is put down to; nil where nobody asked.
  package var attribution: Attribution?
  /// The same plan with nobody responding; nil where none was run.
  package var twin: TwinRun?
  /// The parts on their own; nil where none was run.
  package var ablation: Ablation?
  /// One sentence on why there is no ablation, or on how it was run; shown beside it.
  package var ablationNote: String?
  /// What each restore brought back, in order.
  package var restores: [RestoreFigures]
  /// Who may read it; printed on every page.
  package var classification = "internal"
  /// The neutral name of an exercise with people; nil for a rehearsal.
  package var code: String?
  /// Whether nothing was to be injected.
  package var isSham = false
  /// The exercise's clock; every time above is on it.
  package var clock = ExerciseClock()
  /// What people had to grade.
  package var grading = GradeSheet()
  /// How red fared; nil where nothing took effect or nobody responded.
  package var red: RedScore?
  /// The gaps with their owners; nil where nobody responded.
  package var workshop: GapWorkshop?
  /// Recorded terminals.
  package var terminals: [TerminalOutput] = []

  /// The same plan with nobody responding.
  package struct TwinRun: Sendable {
    /// What happened in it.
    package var timeline: [TimelineEvent]
    /// Its write curve.
    package var series: WriteSeries
    /// Its score.
    package var score: Score
    /// What the checkers say of it.
    package var verdicts: [Verdict]
    /// What its failed operations are put down to.
    package var attribution: Attribution?

    /// A twin as it was run.
    package init(
      timeline: [TimelineEvent], series: WriteSeries, score: Score, verdicts: [Verdict],
      attribution: Attribution? = nil
    ) {
      self.timeline = timeline
      self.series = series
      self.score = score
      self.verdicts = verdicts
      self.attribution = attribution
    }
  }

  /// All at once.
  package init(
    plan: Plan, environment: [String: JSONValue], folder: String, responder: String,
    isValid: Bool, invalidReasons: [String], faults: [FaultRecord], timeline: [TimelineEvent],
    verdicts: [Verdict], series: WriteSeries, score: Score, attribution: Attribution? = nil,
    twin: TwinRun? = nil, ablation: Ablation? = nil, ablationNote: String? = nil,
    restores: [RestoreFigures] = []
  ) {
    self.plan = plan
    self.environment = environment
    self.folder = folder
    self.responder = responder
    self.isValid = isValid
    self.invalidReasons = invalidReasons
    self.faults = faults
    self.timeline = timeline
    self.verdicts = verdicts
    self.series = series
    self.score = score
    self.attribution = attribution
    self.twin = twin
    self.ablation = ablation
    self.ablationNote = ablationNote
    self.restores = restores
  }
}
