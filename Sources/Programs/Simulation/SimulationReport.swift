package import Vocabulary

/// What became of a simulated program: what was played, found and verified, and what was checked.
///
/// Shape: facts of the ledger and of run folders; text, page and JSON are made of it alone.
package struct SimulationReport: Sendable {
  /// What was to be played.
  package var plan: SimulatedPlan
  /// The exercises that stand for people, in the order of their days.
  package var played: [Played] = []
  /// Exercises of all kinds: windows, re-tests, and what was played again.
  package var counts = Counts()
  /// What happened to findings, in the order in which it was written down.
  package var changes: [Change] = []
  /// How each finding stands at the end.
  package var findings: [Item] = []
  /// The trends, family by family.
  package var trends: ProgramTrends
  /// What was practised at the end.
  package var coverage: CoverageMap
  /// The paired re-test of each mission.
  package var paired: [Paired] = []
  /// What must be so, and whether it is.
  package var checks: [SimulationCheck] = []

  /// How many exercises there were.
  package struct Counts: Sendable, Equatable, Codable {
    /// That stand for people.
    package var windows = 0
    /// Trials of re-tests.
    package var retests = 0
    /// That were themselves invalid, and were played again.
    package var void = 0
    /// Nobody's runs on the same seed, inside the run folders of the windows.
    package var twins = 0

    /// None yet.
    package init() {}
  }

  /// An exercise that stands for people.
  package struct Played: Sendable, Equatable, Codable {
    /// In which quarter.
    package var quarter: Quarter
    /// On which simulated day.
    package var day: CalendarDay
    /// The mission's name.
    package var mission: String
    /// The row of the coverage map.
    package var family: String
    /// The runbook that responded.
    package var runbook: String
    /// Which of the mission's runbooks that is.
    package var answer: SimulatedPlay.Answer
    /// Whether the right one was known before.
    package var hasForgotten: Bool
    /// Its run folder.
    package var run: String
    /// 1 to 5; nil where it has none.
    package var readiness: Int?
    /// As it went.
    package var blastActual: Int?
    /// Had nobody responded; nil where no twin was played.
    package var blast: Int?
    /// T0 to T4; nil where it was not contained.
    package var containmentNs: Nanoseconds?
    /// How long was waited in vain for that.
    package var censoredAfterNs: Nanoseconds?
    /// When it really began, RFC 3339 in UTC.
    package var evidenceBegan: String

    /// An exercise with the facts of its run folder.
    package init(_ exercise: PractisedExercise, of play: SimulatedPlay, evidenceBegan: String) {
      quarter = play.quarter
      day = exercise.day
      mission = exercise.mission
      family = exercise.family
      runbook = String(exercise.responder.drop { $0 != ":" }.dropFirst())
      answer = play.answer
      hasForgotten = play.hasForgotten
      run = exercise.run
      readiness = exercise.readiness
      blastActual = exercise.blastActual
      blast = exercise.blast
      containmentNs = exercise.containmentNs
      censoredAfterNs = exercise.censoredAfterNs
      self.evidenceBegan = evidenceBegan
    }
  }

  /// Something that happened to a finding.
  package struct Change: Sendable, Equatable, Codable {
    /// On which simulated day.
    package var day: CalendarDay
    /// Such as `F-3`.
    package var finding: String
    /// `opened`, `claimed fixed`, `verified` or `reopened`.
    package var what: String
    /// By what: the run, the fix, k of n.
    package var by: String

    /// A change.
    package init(day: CalendarDay, finding: String, what: String, by: String) {
      self.day = day
      self.finding = finding
      self.what = what
      self.by = by
    }
  }

  /// A finding at the end.
  package struct Item: Sendable, Equatable, Codable {
    /// Such as `F-3`.
    package var finding: String
    /// One line.
    package var title: String
    /// Where it stands.
    package var status: String
    /// The one person who has it; nil where nobody has.
    package var owner: String?
    /// By when; nil where there is no date.
    package var due: String?
    /// Blast radius × likelihood, in a line.
    package var priority: String
    /// What the trials since the last claim show.
    package var demonstration: String
    /// How often it came back.
    package var reopened: Int

    /// A finding.
    package init(
      finding: String, title: String, status: String, owner: String?, due: String?,
      priority: String, demonstration: String, reopened: Int
    ) {
      self.finding = finding
      self.title = title
      self.status = status
      self.owner = owner
      self.due = due
      self.priority = priority
      self.demonstration = demonstration
      self.reopened = reopened
    }
  }

  /// The same seeds before and after.
  package struct Paired: Sendable, Equatable, Codable {
    /// The mission's name.
    package var mission: String
    /// `4 of 4 improved, p 0.063`.
    package var words: String

    /// A paired re-test.
    package init(mission: String, words: String) {
      self.mission = mission
      self.words = words
    }
  }

  /// What a plan came to; the rest is put in as it is read.
  package init(plan: SimulatedPlan, trends: ProgramTrends, coverage: CoverageMap) {
    self.plan = plan
    self.trends = trends
    self.coverage = coverage
  }

  /// Whether everything is as it must be.
  package var isAsExpected: Bool { checks.allSatisfy(\.isMet) }
}
