import Findings
import Ledger
import Programs
import Vocabulary

/// What a team sees first: when it practises next, what waits, what was found, how it goes.
struct ProgramHome: Sendable, Equatable {
  var today: CalendarDay
  var quarter: Quarter
  /// What the day is for.
  var phase: QuarterDates.Phase
  /// The next window, or the one that is under way; nil where the cadence has none ahead.
  var window: Window?
  /// What exercises of people wait for; nil where the seat does not see plans.
  var gate: [ExecutionGate.Waiting]?
  /// Findings by where they stand.
  var standing: [Finding.Status: Int]
  /// The most urgent of those that wait for somebody.
  var urgent: [FindingRow]
  /// The first of those whose date is over, by date.
  var overdue: [FindingRow]
  /// How many those are.
  var overdueCount: Int
  /// The newest exercises; of people alone where the seat does not see plans.
  var exercises: [PractisedExercise]
  var trends: TrendSentences

  /// A window with how far away it is.
  struct Window: Sendable, Equatable {
    /// Its day, hours and zone.
    var words: String
    /// Until it begins; while it is under way, until it ends.
    var waitNs: Nanoseconds
    var isOpen: Bool
    /// Why it is not where the rule puts it.
    var moved: String?
  }

  /// How many wait for somebody.
  var pending: Int {
    standing.filter { $0.key != .verified && $0.key != .riskAccepted }.reduce(0) { $0 + $1.value }
  }
}

extension ProgramReading {
  /// The longest window; one that began within it may still be open.
  private static let longestWindow = Nanoseconds.seconds(12 * 3_600)

  func home() throws -> ProgramHome {
    let exercises = people
    let dates = QuarterDates(program, quarter: quarter, calendar: calendar)
    var filter = findingFilter
    let standing = try ledger.standing(everything, on: day)
    filter.limit = 8
    let urgent = try ledger.findings(filter, on: day)
    filter.statuses = [.draft, .open, .reopened]
    filter.dueBefore = day
    filter.isByDue = true
    return ProgramHome(
      today: today, quarter: quarter, phase: dates.phase(on: today), window: window(),
      gate: try seat.seesPlans ? gate() : nil, standing: standing, urgent: urgent,
      overdue: try ledger.findings(filter, on: day),
      overdueCount: try ledger.count(filter, on: day), exercises: try newest(of: exercises),
      trends: TrendSentences(ProgramTrends(exercises)))
  }

  private var everything: FindingFilter {
    var filter = FindingFilter.everything
    filter.besides = hidden
    return filter
  }

  private func newest(of people: [PractisedExercise]) throws -> [PractisedExercise] {
    guard seat.seesPlans else { return Array(people.prefix(8)) }
    var filter = ExerciseFilter()
    filter.limit = 8
    return try ledger.exercises(filter).compactMap(Practised.exercise)
  }

  private func window() -> ProgramHome.Window? {
    let near = calendar.windows(notBefore: now - Self.longestWindow, count: 2)
    guard let window = near.first(where: { $0.endNs > now }) else { return nil }
    let isOpen = window.startNs <= now
    return ProgramHome.Window(
      words: window.inWords(calendar.zone),
      waitNs: (isOpen ? window.endNs : window.startNs) - now, isOpen: isOpen, moved: window.why)
  }

  /// The targets whose gate is closed today.
  private func gate() throws -> [ExecutionGate.Waiting] {
    var filter = findingFilter
    filter.limit = 200
    let retests = try openRetests(filter, openedBefore: quarter.first)
    guard !retests.isEmpty else { return [] }
    let linked = ExecutionGate.linked(
      by: sources.missions(ledger.place), plan: try keptPlan(of: quarter))
    return ExecutionGate.waiting(program, day: today, retests: retests, linked: linked)
  }

  func openRetests(
    _ filter: FindingFilter, openedBefore day: CalendarDay? = nil
  ) throws -> [OpenRetest] {
    let first = day.map { "\($0)" }
    return try ledger.retests(filter, openedBefore: first, on: self.day).compactMap { waiting in
      guard let opened = CalendarDay(iso: String(waiting.openedAt.prefix(10))) else { return nil }
      return OpenRetest(
        finding: waiting.id.rawValue, title: waiting.title, mission: waiting.mission,
        target: program.target(of: waiting.service), by: waiting.isOfPeople ? .people : .machine,
        opened: opened, priority: waiting.priority)
    }
  }
}
