import Debrief
import Testing
import Vocabulary

@testable import Programs

@Suite struct BoardTests {
  private static func board(today: CalendarDay, sealed: Bool = true) throws -> QuarterBoard {
    let program = try Samples.program()
    let quarter = Quarter(year: 2027, number: 1)
    let cards = [Samples.card("cut", "asymmetric-visibility"), Samples.card("skew", "clock-skew")]
    let plan = QuarterPlanner(
      program: program, cards: cards, retests: [], exercises: [], ceilings: [:]
    ).plan(quarter)
    let dates = QuarterDates(program, quarter: quarter, calendar: try Samples.calendar(program))
    return QuarterBoard(
      plan, dates: dates,
      exercises: [
        Samples.exercise("cut", "asymmetric-visibility", on: "2027-02-11", sealed: sealed),
        Samples.exercise("skew", "clock-skew", on: "2027-02-11", by: "none"),
        Samples.exercise("extra", "disk", on: "2027-02-11"),
        Samples.exercise("skew", "clock-skew", on: "2026-11-12"),
      ],
      due: [
        .init(
          finding: "GAP-2", title: "b", owner: "Bela Novak", day: "2027-03-15", isClaimed: false),
        .init(finding: "GAP-1", title: "a", owner: "Ada Obi", day: "2027-03-01", isClaimed: true),
      ], today: today)
  }

  @Test func `A mission is sealed where people played it in this quarter, and only then`() throws {
    let board = try Self.board(today: "2027-02-11")
    #expect(board.missions.map(\.mission) == ["cut", "skew", "extra"])
    #expect(board.missions.map(\.state) == [.sealed, .planned, .sealed])
    #expect(board.missions[0].readiness == 4 && board.missions[2].reasons.isEmpty)
    #expect(try Self.board(today: "2027-02-11", sealed: false).missions[0].state == .played)
  }

  @Test func `After the last window what was not played was missed`() throws {
    #expect(try Self.board(today: "2027-02-12").missions[1].state == .missed)
  }

  @Test func `A deadline is overdue the day after it, unless somebody claims a fix`() throws {
    let board = try Self.board(today: "2027-03-16")
    #expect(board.due.map(\.finding) == ["GAP-1", "GAP-2"])
    #expect(board.due.map { $0.isOverdue(on: "2027-03-16") } == [false, true])
    #expect(board.due.map { $0.isOverdue(on: "2027-03-15") } == [false, false])
    let words = BoardText.due(board).rows.map { $0.cells[4] }
    #expect(words == ["claimed fixed, Ada Obi", "overdue since 2027-03-15, Bela Novak"])
  }

  @Test func `The tables name every mission with its reasons`() throws {
    let board = try Self.board(today: "2027-02-12")
    let text = BoardText.missions(board).terminal
    #expect(text.contains("Asymmetric partition on etcd was never practised by people"))
    #expect(text.contains("played beside the plan") && text.contains("missed"))
    #expect(BoardText.sentences(board).contains("Window on 2027-02-11."))
  }
}
