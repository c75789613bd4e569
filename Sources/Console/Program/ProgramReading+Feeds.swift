import Findings
import Ledger
import Programs
import Vocabulary

/// What programs read instead of people.
extension ProgramReading {
  /// Blue's calendar says when, and nothing else; the other one has all dates and deadlines.
  func feed() throws -> String {
    let feed = ProgramFeed(program, calendar: calendar, stampNs: now)
    guard seat.seesPlans else { return feed.blue(from: quarter) }
    var plans: [QuarterPlan] = []
    var next = quarter
    for _ in 0..<4 {
      if let plan = try keptPlan(of: next) { plans.append(plan) }
      next = next.next
    }
    return feed.white(from: quarter, quarters: 4, deadlines: try deadlines(), plans: plans)
  }

  /// What somebody must have mended by a day, the nearest first.
  private func deadlines() throws -> [ProgramFeed.Deadline] {
    var filter = findingFilter
    filter.statuses = [.open, .claimedFixed, .retestPending, .reopened]
    filter.dueBefore = "9999-12-31"
    filter.isByDue = true
    filter.limit = 500
    return try ledger.findings(filter, on: day).compactMap { row in
      guard let day = row.due.flatMap({ CalendarDay(iso: $0) }),
        let owner = program.people.first(where: {
          $0.email == row.ownerEmail || $0.name == row.owner
        })
      else { return nil }
      return .init(finding: "\(row.id)", title: row.title, owner: owner, day: day)
    }
  }

  /// Sealed exercises as OpenMetrics; of people alone where the seat does not see plans.
  func metrics() throws -> String {
    let exercises =
      try seat.seesPlans
      ? ledger.exercises(ExerciseFilter()).compactMap(Practised.exercise) : people
    let standing = try ledger.standing(findingFilter, on: day)
    let pending = standing.reduce(0) { $0 + $1.value }
    var late = findingFilter
    late.statuses = [.draft, .open, .reopened]
    late.dueBefore = day
    let overdue = try ledger.count(late, on: day)
    return OpenMetricsText.render(
      exercises, findings: .init(open: max(0, pending - overdue), overdue: overdue))
  }
}
