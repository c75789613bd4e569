package import Vocabulary

/// One exercise as a program sees it: what was practised, by whom, what came out.
///
/// Shape: a plain value that is filled from a run folder.
/// Units: times in ns of the exercise's own clock; `day` is the day it took place.
/// Limits: only sealed exercises of people count as practised; rehearsals are shown beside them.
///         In a simulated program some rehearsals stand for people, and whoever shows it says so.
package struct PractisedExercise: Sendable, Equatable, Codable {
  /// The run folder's name; no two exercises have the same.
  package var run: String
  /// The mission's name.
  package var mission: String
  /// The row of the coverage map.
  package var family: String
  /// The kind of database.
  package var database: String
  /// The cluster or inventory that was attacked.
  package var target: String
  /// What was injected and operated, such as `disk.slow`; without repeats, sorted.
  package var kinds: [String]
  /// 1 to 5.
  package var difficulty: Int
  /// `people`, `runbook:NAME` or `none`.
  package var responder: String
  /// When it took place.
  package var day: CalendarDay
  /// Whether nothing of it can change any more.
  package var isSealed: Bool
  /// Why it is left out of trends, such as `aborted` or `blue knew`; nil where it is not.
  package var leftOut: String?
  /// Readiness 1 to 5; nil where it has none.
  package var readiness: Int?
  /// The phase scores.
  package var phases: Score.Phases
  /// T0 to T4.
  package var times: Score.Times
  /// Had nobody responded; nil where nobody knows.
  package var blast: Int?
  /// As it went.
  package var blastActual: Int?
  /// T0 to T4; nil where it was not contained, or does not count.
  package var containmentNs: Nanoseconds?
  /// How long was waited in vain for containment; nil where it was contained, or not exercised.
  package var censoredAfterNs: Nanoseconds?
  /// Whether all was done within the SLA.
  package var isWithinSLA: Bool
  /// What it stands for in a simulated program, whose days are made up; nil in any other.
  package var simulated: SimulatedDay.Part?

  /// All parts at once.
  package init(
    run: String, mission: String, family: String, database: String, target: String,
    kinds: [String], difficulty: Int, responder: String, day: CalendarDay, isSealed: Bool,
    leftOut: String? = nil, readiness: Int?, phases: Score.Phases, times: Score.Times,
    blast: Int? = nil, blastActual: Int? = nil, containmentNs: Nanoseconds? = nil,
    censoredAfterNs: Nanoseconds? = nil, isWithinSLA: Bool, simulated: SimulatedDay.Part? = nil
  ) {
    self.run = run
    self.mission = mission
    self.family = family
    self.database = database
    self.target = target
    self.kinds = Set(kinds).sorted()
    self.difficulty = difficulty
    self.responder = responder
    self.day = day
    self.isSealed = isSealed
    self.leftOut = leftOut
    self.readiness = readiness
    self.phases = phases
    self.times = times
    self.blast = blast
    self.blastActual = blastActual
    self.containmentNs = containmentNs
    self.censoredAfterNs = censoredAfterNs
    self.isWithinSLA = isWithinSLA
    self.simulated = simulated
  }

  /// Whether people responded, or a script stood for them in a simulated program.
  package var isOfPeople: Bool { responder == "people" || simulated == .people }

  /// Whether it is a mission that people practised: sealed, and with people responding.
  package var countsForPeople: Bool { isSealed && isOfPeople }

  /// Whether it stands in trends of readiness: practised by people, and nothing speaks against it.
  package var isInTrends: Bool { countsForPeople && leftOut == nil }

  /// The quarter it took place in.
  package var quarter: Quarter { Quarter(of: day) }
}
