package import Vocabulary

/// Quarters of a made-up team, exercise by exercise, before anything is played.
///
/// Shape:  pure; the same missions and the same course give the same plan. In each quarter every
///         mission is played once. Up to some quarter the tempting runbook responds, from then on
///         the right one; in one later quarter the last mission meets somebody who has forgotten
///         it. What is claimed to be mended is re-tested in the next quarter, before its window.
/// Units:  seeds are the numbers of the quarters, so no mission has one twice; a re-test takes the
///         seeds on which the tempting runbook was played first, the latest before others.
package struct SimulatedPlan: Sendable, Equatable {
  /// How the quarters go.
  package var course: Course
  /// In the order in which a window plays them.
  package var missions: [String]
  /// In order.
  package var periods: [Period]
  /// Every exercise, in the order in which it counts.
  package var plays: [SimulatedPlay]

  /// When what changes; quarters are counted from 1.
  package struct Course: Sendable, Equatable {
    /// The first of the quarters.
    package var first: Quarter
    /// How many there are.
    package var quarters: Int
    /// From this one on the right runbook responds.
    package var learnsIn: Int
    /// In this one whoever responds to the last mission has forgotten it; nil is never.
    package var forgetsIn: Int?
    /// Exercises of each re-test; 0 is no re-test.
    package var trials: Int

    /// Eight quarters; the answer is found after the fourth and forgotten once in the seventh.
    package static func twoYears(from first: Quarter) -> Course {
      Course(first: first, quarters: 8, learnsIn: 5, forgetsIn: 7, trials: 6)
    }

    /// Two quarters without re-tests, the shortest series in which something changes.
    package static func short(from first: Quarter) -> Course {
      Course(first: first, quarters: 2, learnsIn: 2, forgetsIn: nil, trials: 0)
    }
  }

  /// One quarter with its days.
  package struct Period: Sendable, Equatable {
    /// From 1.
    package var number: Int
    /// Which quarter.
    package var quarter: Quarter
    /// The half-day.
    package var window: CalendarDay
    /// The missions of which somebody says, after the window, that their gaps are mended.
    package var claimed: [String]
    /// The missions whose re-test is run before the window.
    package var retested: [String]

    /// Re-tests are run on it, before the freeze.
    package var retestDay: CalendarDay { window.adding(days: -9) }
    /// A fix is claimed on it, in the weeks of mending.
    package var claimDay: CalendarDay { window.adding(days: 28) }
    /// When the re-tests begin.
    package var retestBegins: String { SimulatedPlan.moment(retestDay, minute: 60) }
    /// When the last exercise of the window was debriefed: owners, dates and re-tests are agreed.
    package var debrief: String { SimulatedPlan.moment(window, minute: 17 * 60) }
    /// When a fix is claimed.
    package var claim: String { SimulatedPlan.moment(claimDay, minute: 10 * 60) }
  }

  /// When the windows are; in UTC, so that days need no zone.
  package static let cadence = Cadence(
    place: 2, weekday: .thursday, months: [2, 5, 8, 11], startMinute: 13 * 60,
    lengthNs: .seconds(4 * 3_600), zone: "Etc/UTC")

  /// How far the seed of an exercise that is played again lies from the one before.
  package static let spareSeeds: UInt64 = 100

  /// The plan of some missions.
  package init(_ missions: [String], course: Course) {
    precondition(!missions.isEmpty, "a plan needs a mission that is played")
    precondition(
      course.quarters >= 1 && course.learnsIn >= 1, "quarters are counted from 1 upwards")
    self.missions = missions
    self.course = course
    periods = Self.periods(missions, course)
    plays = periods.flatMap { period in
      Self.retests(in: period, missions, course) + Self.window(of: period, missions, course)
    }
  }

  private static func periods(_ missions: [String], _ course: Course) -> [Period] {
    var quarter = course.first
    return (1...course.quarters).map { number in
      defer { quarter = quarter.next }
      let month = quarter.months.lowerBound + 1
      var period = Period(
        number: number, quarter: quarter,
        window: cadence.day(month: month, year: quarter.year) ?? quarter.first, claimed: [],
        retested: [])
      period.claimed = claims(after: number, missions, course)
      period.retested = course.trials > 0 ? claims(after: number - 1, missions, course) : []
      return period
    }
  }

  private static func claims(
    after number: Int, _ missions: [String], _ course: Course
  ) -> [String] {
    if number == course.learnsIn - 1 { return missions }
    return number == course.forgetsIn ? Array(missions.suffix(1)) : []
  }

  private static func answer(
    to mission: String, in number: Int, _ missions: [String], _ course: Course
  ) -> (SimulatedPlay.Answer, hasForgotten: Bool) {
    if number < course.learnsIn { return (.tempting, false) }
    let isForgotten = number == course.forgetsIn && mission == missions.last
    return isForgotten ? (.tempting, true) : (.right, false)
  }

  private static func window(
    of period: Period, _ missions: [String], _ course: Course
  ) -> [SimulatedPlay] {
    // Within the half-day, however many missions it has room for.
    let step = 210 / missions.count
    return missions.enumerated().map { place, mission in
      let given = answer(to: mission, in: period.number, missions, course)
      return SimulatedPlay(
        mission: mission, quarter: period.quarter, part: .people, answer: given.0,
        hasForgotten: given.hasForgotten, seed: UInt64(period.number),
        at: moment(period.window, minute: cadence.startMinute + place * step))
    }
  }

  private static func retests(
    in period: Period, _ missions: [String], _ course: Course
  ) -> [SimulatedPlay] {
    let plays = period.retested.flatMap { mission in
      seeds(of: mission, before: period.number, missions, course).map { seed in
        SimulatedPlay(
          mission: mission, quarter: period.quarter, part: .retest, answer: .right, seed: seed,
          at: "")
      }
    }
    return plays.enumerated().map { place, play in
      var play = play
      play.at = moment(period.retestDay, minute: 120 + place * 10)
      return play
    }
  }

  /// The seeds on which the tempting runbook was played, the latest first; then such as no window
  /// has.
  private static func seeds(
    of mission: String, before number: Int, _ missions: [String], _ course: Course
  ) -> [UInt64] {
    let played = (1..<number).reversed().filter {
      answer(to: mission, in: $0, missions, course).0 == .tempting
    }
    let fresh = (1...course.trials).map { course.quarters + $0 }
    return (played + fresh).prefix(course.trials).map { UInt64($0) }
  }

  /// A moment of a day, `2024-02-08T13:00:00Z`.
  static func moment(_ day: CalendarDay, minute: Int) -> String {
    precondition((0..<1_440).contains(minute), "a day has minutes from 0 to 1439")
    return "\(day)T\(Cadence.clock(minute)):00Z"
  }
}
