import Testing
import Vocabulary

@testable import Programs

@Suite struct CadenceTests {
  private static func at(_ text: String) throws -> Nanoseconds {
    try #require(WallTime.nanoseconds(text))
  }

  @Test func `The windows stay at one o'clock in Berlin, whatever UTC says`() throws {
    var program = try Samples.program()
    program.moved = []
    let calendar = try Samples.calendar(program)
    let windows = calendar.windows(notBefore: try Self.at("2027-01-01T00:00:00Z"), count: 5)
    #expect(
      windows.map(\.day) == [
        "2027-02-11", "2027-05-13", "2027-08-12", "2027-11-11", "2028-02-10",
      ])
    let starts = [
      "2027-02-11T12:00:00Z", "2027-05-13T11:00:00Z", "2027-08-12T11:00:00Z",
      "2027-11-11T12:00:00Z", "2028-02-10T12:00:00Z",
    ]
    #expect(try windows.map(\.startNs) == starts.map(Self.at))
    #expect(windows.allSatisfy { $0.lengthNs == .seconds(14_400) && $0.moves == 0 })
    #expect(
      windows[1].inWords(calendar.zone) == "Thursday, 13 May 2027, 13:00–17:00 Europe/Berlin")
    let york = windows[1].inWords(try Samples.zone("America/New_York"))
    #expect(york == "Thursday, 13 May 2027, 07:00–11:00 America/New_York")
  }

  @Test func `A moved window is on its new day, counts its moves, and keeps its name`() throws {
    var program = try Samples.program()
    program.moved = [
      MovedWindow(from: "2027-05-13", to: "2027-05-20", why: "conference"),
      MovedWindow(from: "2027-05-13", to: "2027-05-27", startMinute: 600, why: "again"),
    ]
    let calendar = try Samples.calendar(program)
    let windows = calendar.windows(in: Quarter(year: 2027, number: 2))
    let window = try #require(windows.first)
    #expect(windows.count == 1 && window.day == "2027-05-27" && window.ruleDay == "2027-05-13")
    #expect(window.moves == 2 && window.why == "again")
    #expect(window.startNs == (try Self.at("2027-05-27T08:00:00Z")))
  }

  @Test func `A window that has begun is no next one, one that was moved past today is`() throws {
    let calendar = try Samples.calendar(try Samples.program())
    let begun = calendar.windows(notBefore: try Self.at("2027-02-11T12:00:01Z"), count: 1)
    #expect(begun.map(\.day) == ["2027-05-20"])
    let exactly = calendar.windows(notBefore: try Self.at("2027-02-11T12:00:00Z"), count: 1)
    #expect(exactly.map(\.day) == ["2027-02-11"])
    let moved = calendar.windows(notBefore: try Self.at("2027-05-14T00:00:00Z"), count: 1)
    #expect(moved.map(\.ruleDay) == ["2027-05-13"])
  }

  @Test(
    "A day is in its quarter and week",
    arguments: [
      ("2027-01-01", "2027Q1", 1), ("2027-01-07", "2027Q1", 1), ("2027-01-08", "2027Q1", 2),
      ("2027-03-31", "2027Q1", 13), ("2027-04-01", "2027Q2", 1), ("2027-09-30", "2027Q3", 14),
      ("2027-12-31", "2027Q4", 14), ("2028-02-29", "2028Q1", 9),
    ] as [(CalendarDay, String, Int)])
  func quarters(day: CalendarDay, quarter: String, week: Int) throws {
    let own = Quarter(of: day)
    #expect(own.description == quarter && Quarter(quarter) == own)
    #expect(own.week(of: day) == week && (own.first...own.last).contains(day))
    #expect(own.next.previous == own && own.last.adding(days: 1) == own.next.first)
  }

  @Test(
    "What is no quarter is refused",
    arguments: ["2027Q5", "2027Q0", "2027q1", "27Q1", "2027Q", "2027Q11", "Q1", "0000Q1", "+027Q1"])
  func noQuarters(text: String) { #expect(Quarter(text) == nil) }

  @Test func `A quarter has its design, freeze, window and mending, in this order`() throws {
    let program = try Samples.program()
    let dates = QuarterDates(
      program, quarter: Quarter(year: 2027, number: 1), calendar: try Samples.calendar(program))
    #expect(dates.design == "2027-01-01"..."2027-01-21")
    #expect(dates.freezes == ["2027-02-06"] && dates.windows.map(\.day) == ["2027-02-11"])
    #expect(dates.remediation == "2027-02-12"..."2027-03-31")
    let phases: [(CalendarDay, QuarterDates.Phase)] = [
      ("2027-01-21", .design), ("2027-01-22", .between), ("2027-02-05", .between),
      ("2027-02-06", .frozen), ("2027-02-10", .frozen), ("2027-02-11", .window),
      ("2027-02-12", .remediation), ("2027-03-31", .remediation),
    ]
    for (day, phase) in phases { #expect(dates.phase(on: day) == phase, "\(day)") }
  }

  @Test func `A quarter without a window has none, and mends what is left`() throws {
    var program = try Samples.program()
    program.cadence.months = [2]
    program.moved = []
    program.remediationWeeks = nil
    let dates = QuarterDates(
      program, quarter: Quarter(year: 2027, number: 2), calendar: try Samples.calendar(program))
    #expect(dates.windows.isEmpty && dates.freezes.isEmpty)
    #expect(dates.remediation == "2027-04-01"..."2027-06-30")
  }
}
