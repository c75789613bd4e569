import Findings
import Ledger
import Programs
import Vocabulary

/// A team's program at one moment, as one seat may see it; every view is made of it.
///
/// Shape:  the ledger has only exercises that are sealed and revealed. Whoever does not see plans
///         sees no rehearsal, and nothing of missions that are still to come.
/// Limits: it asks the index for counts and first rows; no view folds the whole journal.
struct ProgramReading {
  let seat: ProgramSeat
  let program: ProgramFile
  let ledger: TeamLedger
  let calendar: CadenceCalendar
  let sources: ProgramSources
  /// Since 1970.
  let now: Nanoseconds
  /// The exercises of people, all of them; the newest first.
  let people: [PractisedExercise]
  /// Missions that this seat must not be told of.
  private(set) var hidden: Set<String> = []

  init(at place: LedgerPlace, for seat: ProgramSeat, from sources: ProgramSources) throws {
    self.seat = seat
    self.sources = sources
    now = sources.now()
    program = try sources.program(place)
    ledger = try TeamLedger(at: place)
    try ledger.catchUp()
    calendar = CadenceCalendar(program, zone: try sources.zone(program.cadence.zone))
    people = try Self.practised(in: ledger, isSimulated: program.simulated != nil)
    if !seat.seesPlans { hidden = try missionsToCome() }
  }

  /// The day on the program's own clock.
  var today: CalendarDay { calendar.zone.local(atS: nowS).day }

  /// The day in UTC, in which the journal counts.
  var day: String { "\(CalendarDay(ordinal: nowS / 86_400))" }

  var quarter: Quarter { Quarter(of: today) }

  private var nowS: Int { Int(now.rawValue / 1_000_000_000) }

  /// Findings that this seat may see: those that wait for somebody, unless statuses are set.
  var findingFilter: FindingFilter {
    var filter = FindingFilter()
    filter.besides = hidden
    return filter
  }

  private static func practised(
    in ledger: TeamLedger, isSimulated: Bool
  ) throws -> [PractisedExercise] {
    var filter = ExerciseFilter()
    // In a simulated program scripts stand for people, and only its days say which.
    filter.isOfPeople = !isSimulated
    return try ledger.exercises(filter).compactMap(Practised.exercise).filter(\.isOfPeople)
      .sorted { ($1.day, $1.run) < ($0.day, $0.run) }
  }

  func keptPlan(of quarter: Quarter) throws -> QuarterPlan? {
    try sources.plan(quarter, ledger.place)
  }

  /// Missions of exercises that are not revealed, and those that are planned and were not played.
  private func missionsToCome() throws -> Set<String> {
    var missions = try sources.unrevealed()
    var quarter = quarter.previous
    let exercises = people
    // A quarter's missions may be played late, and plans may be kept a year ahead.
    for _ in 0..<6 {
      let played = Set(exercises.filter { $0.quarter >= quarter }.map(\.mission))
      let planned = try keptPlan(of: quarter)?.missions.map(\.card.name) ?? []
      missions.formUnion(Set(planned).subtracting(played))
      quarter = quarter.next
    }
    return missions
  }
}
