import Testing
import Vocabulary

@Suite struct CalendarDayTests {
  @Test(
    "A weekday of a month is found",
    arguments: [
      (2, Weekday.thursday, 2, 2027, "2027-02-11"), (2, .thursday, 5, 2027, "2027-05-13"),
      (2, .thursday, 8, 2027, "2027-08-12"), (2, .thursday, 11, 2027, "2027-11-11"),
      (2, .thursday, 2, 2028, "2028-02-10"), (1, .monday, 3, 2027, "2027-03-01"),
      (-1, .sunday, 10, 2027, "2027-10-31"), (-1, .sunday, 3, 2027, "2027-03-28"),
      (5, .tuesday, 2, 2028, "2028-02-29"), (4, .sunday, 2, 2027, "2027-02-28"),
    ])
  func places(place: Int, weekday: Weekday, month: Int, year: Int, day: String) {
    #expect(
      CalendarDay(place: place, weekday, month: month, year: year)?.description == day)
  }

  @Test func `A month without a fifth such day has none, and no month has a sixth`() {
    #expect(CalendarDay(place: 5, .tuesday, month: 2, year: 2027) == nil)
    #expect(CalendarDay(place: 6, .monday, month: 3, year: 2027) == nil)
    #expect(CalendarDay(place: 0, .monday, month: 3, year: 2027) == nil)
  }

  @Test func `Every day of two centuries comes back from its number and from its text`() {
    var day: CalendarDay = "1900-01-01"
    var weekday = Weekday.monday.rawValue
    while day < "2100-12-31" {
      let same = CalendarDay(year: day.year, month: day.month, day: day.day)
      #expect(same == day && CalendarDay(iso: day.description) == day)
      #expect(day.weekday.rawValue == weekday)
      weekday = (weekday + 1) % 7
      day = day.adding(days: 1)
    }
  }

  @Test(
    "What is no day is refused",
    arguments: [
      "2027-02-29", "2100-02-29", "2027-13-01", "2027-00-10", "2027-04-31", "2027-1-01",
      "2027-01-1", "27-01-01", "2027/01/01", "2027-01-01T", " 2027-01-01", "٢٠٢٧-٠١-٠١", "",
      "0000-01-01", "+027-01-01",
    ])
  func refused(text: String) { #expect(CalendarDay(iso: text) == nil) }

  @Test func `A day is one string in JSON, and a wrong one is an error`() throws {
    let line = try CanonicalJSON.line(["day": CalendarDay(ordinal: 20_860)])
    #expect(line == "{\"day\":\"2027-02-11\"}")
    let back = try CanonicalJSON.decode([String: CalendarDay].self, from: line)
    #expect(back["day"] == "2027-02-11")
    #expect(throws: (any Error).self) {
      try CanonicalJSON.decode([String: CalendarDay].self, from: "{\"day\":\"2027-02-30\"}")
    }
  }

  @Test func `A day in words and a cadence in words read well`() {
    let day: CalendarDay = "2027-02-11"
    #expect(day.inWords == "Thursday, 11 February 2027")
    let cadence = Cadence(
      place: -1, weekday: .friday, months: [3, 12], startMinute: 545, lengthNs: .seconds(5_400),
      zone: "Etc/UTC")
    #expect(cadence.description == "last Friday of March, December, 09:05, 90m, Etc/UTC")
    #expect(cadence.falls(on: "2027-03-26") && !cadence.falls(on: "2027-03-19"))
    #expect(!cadence.falls(on: "2027-04-30"))
  }
}
