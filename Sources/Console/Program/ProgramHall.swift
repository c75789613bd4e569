import Debrief
package import Exercises
import Findings
import Ledger
import Programs
import Vocabulary

/// What the console serves of a team's program: its pages, feeds and figures, read anew each time.
///
/// Effect: nothing is written but what can be made again: the index follows the journal.
/// Errors: `Refusal`; without a program file there is a page that says how to begin.
package struct ProgramHall: Sendable {
  let sources: ProgramSources

  /// A hall over what the sources find.
  package init(_ sources: ProgramSources) { self.sources = sources }

  /// A page, as whoever has that seat gets it; pages are the same for everybody who sees plans.
  package func html(
    _ page: ProgramPage, query: [String: String] = [:], for seat: ProgramSeat
  ) throws(Refusal) -> String {
    try draw(page, query: query, for: seat).source
  }

  /// Whether there is a program file.
  var isThere: Bool { sources.place() != nil }

  func draw(
    _ page: ProgramPage, query: [String: String], for seat: ProgramSeat
  ) throws(Refusal) -> Markup {
    try inWords {
      let reading = try reading(for: seat)
      let shell = ProgramShell(page: page, program: reading.program, seat: seat)
      switch page {
      case .home: return ProgramHomePage.draw(try reading.home(), shell)
      case .board:
        let quarter = query["quarter"].flatMap { Quarter($0) } ?? reading.quarter
        return ProgramBoardPage.draw(try reading.board(of: quarter), shell)
      case .coverage: return ProgramCoveragePage.draw(try reading.coverage(), shell)
      case .trends: return ProgramTrendsPage.draw(reading.trends(), shell)
      case .findings:
        return FindingsPage.draw(try reading.findings(.init(query: query)), shell)
      case .finding(let name): return FindingPage.draw(try reading.finding(name), shell)
      }
    }
  }

  /// The calendar: windows alone, or with all dates, deadlines and planned missions.
  func calendar(for seat: ProgramSeat) throws(Refusal) -> String {
    try inWords { try reading(for: seat).feed() }
  }

  /// The figures for a monitoring system.
  func metrics(for seat: ProgramSeat) throws(Refusal) -> String {
    try inWords { try reading(for: seat).metrics() }
  }

  /// Whose session it is; nil for any other text, and where there is no program.
  func seat(session: String) throws(Refusal) -> ProgramSeat? {
    try inWords { try sources.place().flatMap { try ProgramSeats(at: $0).seat(session: session) } }
  }

  /// Whose feed it is; nil for any other text, and where there is no program.
  func seat(feed: String) throws(Refusal) -> ProgramSeat? {
    try inWords { try sources.place().flatMap { try ProgramSeats(at: $0).seat(feed: feed) } }
  }

  /// Uses an invitation up; returns the session's token, once.
  func redeem(_ invitation: String) throws(Refusal) -> String {
    try inWords { try ProgramSeats(at: place()).redeem(invitation) }
  }

  private func reading(for seat: ProgramSeat) throws -> ProgramReading {
    try ProgramReading(at: place(), for: seat, from: sources)
  }

  private func place() throws(Refusal) -> LedgerPlace {
    guard let place = sources.place() else {
      throw Refusal(
        .missing, "there is no program here", hint: "cygnet program init writes one to begin with")
    }
    return place
  }

  private func inWords<Value>(_ body: () throws -> Value) throws(Refusal) -> Value {
    do {
      return try body()
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(.failed, sources.explain(error), hint: "cygnet program status says it, too")
    }
  }
}
