import Debrief
import Exercises
import Findings
import Ledger
import Programs
import Testing
import Vocabulary

@testable import Console

/// What the pages of a program show, to whom, and what they owe to everybody who reads them.
@Suite(.hangLimit) struct ProgramPagesTests {
  private static let pages: [ProgramPage] =
    ProgramPage.main.map { $0.page } + [.finding("F-1"), .finding("F-3"), .finding("F-6")]

  @Test("Every page has one heading, named fields, unique ids, and nothing written inline")
  func everyPage() throws {
    let team = try ProgramTeam.busy()
    for seat in [ProgramTeam.planner, ProgramTeam.reader] {
      for page in Self.pages {
        #expect(PageFaults.find(try team.page(page, for: seat)) == [], "\(page)")
      }
    }
    for page in [ProgramDoorPage.nothing, ProgramDoorPage.ask("abc")] {
      #expect(PageFaults.find(page.source) == [])
    }
  }

  @Test("Home says how far the next window is, what is urgent, what is late, and four sentences")
  func home() throws {
    let team = try ProgramTeam.busy()
    let home = try team.reading().home()
    #expect(home.window?.words.hasPrefix("Thursday, 11 February 2027, 13:00") == true)
    #expect(home.window?.waitNs == .seconds(27 * 86_400 + 3 * 3_600))
    #expect(home.urgent.map(\.id).prefix(2) == ["F-1", "F-2"])
    #expect(home.overdue.map(\.id) == ["F-2"] && home.overdueCount == 1)
    #expect(home.standing[.verified] == 1 && home.pending == 5)
    #expect(home.trends.readiness.contains("improving"))
    #expect(home.trends.basis.contains("5 exercises of people in 2 families"))
    let page = try team.page(.home)
    #expect(page.contains("in 27 days 3 hours") && page.contains("Overdue"))
    // The control: without the late one there is no such part.
    let early = try ProgramTeam()
    try early.add(ProgramSamples.opened(1) + ProgramSamples.agreed(1, due: "2027-02-01"))
    #expect(try early.reading().home().overdue.isEmpty)
    #expect(!(try early.page(.home)).contains("Overdue"))
  }

  @Test("The gate waits for a re-test of an earlier quarter, until a mission or a plan names it")
  func gate() throws {
    let team = try ProgramTeam()
    try team.add(ProgramSamples.opened(1) + ProgramSamples.agreed(1, due: "2027-02-01"))
    let waiting = try team.reading().home().gate
    #expect(waiting?.map(\.target) == ["orders-prod"])
    #expect(waiting?.flatMap(\.retests).map(\.finding) == ["F-1"])
    #expect(try team.page(.home).contains("orders-prod waits for re-tests of"))
    let card = MissionCard(
      name: "etcd-a", title: "A", family: "restore", database: "etcd", difficulty: 1, kinds: [],
      retests: ["F-1"])
    let linked = try ProgramTeam(cards: [card])
    try linked.add(ProgramSamples.opened(1) + ProgramSamples.agreed(1, due: "2027-02-01"))
    #expect(try linked.reading().home().gate == [])
    #expect(try linked.page(.home).contains("No re-test of an earlier quarter is left out"))
    // What is linked would tell what is planned.
    #expect(try linked.reading(for: ProgramTeam.reader).home().gate == nil)
  }

  @Test("Whoever does not see plans learns of no mission that is still to come, from any page")
  func blindness() throws {
    let team = try ProgramTeam.busy()
    let secrets = ["velvetorn", "zanziquill", "F-5"]
    var seen = ""
    for page in Self.pages { seen += try team.page(page, for: ProgramTeam.reader) }
    for status in FindingsList.Wish.statuses {
      seen += try team.page(.findings, ["status": status], for: ProgramTeam.reader)
    }
    for quarter in ["2026Q4", "2027Q2"] {
      seen += try team.page(.board, ["quarter": quarter], for: ProgramTeam.reader)
    }
    seen += try team.hall.calendar(for: ProgramTeam.reader)
    seen += try team.hall.metrics(for: ProgramTeam.reader)
    #expect(secrets.filter(seen.contains) == [])
    #expect(throws: Refusal.self) { try team.page(.finding("F-5"), for: ProgramTeam.reader) }
    // Nor of anything that was played without people.
    #expect(!seen.contains("runbook:plain"))
    // The control: with plans the same pages have every word of it.
    var known = ""
    for page in Self.pages + [.finding("F-5")] { known += try team.page(page) }
    #expect(secrets.filter(known.contains) == secrets)
    #expect(known.contains("runbook:plain"))
  }

  @Test("A finding that is hidden is answered in the words of one that is not there")
  func missing() throws {
    let team = try ProgramTeam.busy()
    var messages: Set<String> = []
    for name in ["F-5", "F-99", "junk"] {
      let refusal = #expect(throws: Refusal.self) {
        try team.page(.finding(name), for: ProgramTeam.reader)
      }
      #expect(refusal?.kind == .missing)
      messages.insert(refusal?.message.replacing(name, with: "X") ?? "")
    }
    #expect(messages.count == 1)
  }

  @Test("The board shows what is planned and what is due; a quarter of the past what was played")
  func board() throws {
    let team = try ProgramTeam.busy()
    let board = try team.reading().board(of: ProgramTeam.quarter)
    #expect(board.isPlanKept == true && board.board.missions.map(\.mission) == ["etcd-velvetorn"])
    #expect(board.board.due.map(\.finding) == ["F-2", "F-1", "F-3"])
    let past = try team.reading(for: ProgramTeam.reader).board(of: ProgramTeam.quarter.previous)
    #expect(past.board.missions.map(\.mission).sorted() == ["etcd-quorum", "etcd-restore"])
    #expect(past.isPlanKept == nil)
    let page = try team.page(.board, ["quarter": "2026Q4"])
    #expect(page.contains("Quarter 2026Q4") && page.contains("<svg"))
  }

  @Test("Pictures on pages are those of the exports, and their rules are in the style sheet")
  func pictures() throws {
    let team = try ProgramTeam.busy()
    let reading = try team.reading()
    let coverage = try reading.coverage()
    let pairs: [(ProgramPage, String)] = [
      (.board, BoardPicture.draw(try reading.board(of: reading.quarter).board).markup.source),
      (.coverage, CoveragePicture.draw(coverage.map, in: coverage.quarter).markup.source),
      (.coverage, PairPicture.draw(coverage.grid, in: coverage.quarter).markup.source),
      (.trends, TrendPicture.draw(reading.trends()).markup.source),
    ]
    for (page, picture) in pairs {
      #expect(try team.page(page).contains(picture), "\(page)")
    }
    #expect(ProgramPagesStyle.css.contains(ProgramStyle.rules))
  }

  @Test("A program that nobody lives by says so on every page, and why; a real one does not")
  func simulated() throws {
    let team = try ProgramTeam(simulated: "to show two years")
    let real = try ProgramTeam()
    try team.add(ProgramSamples.opened(1))
    for page in ProgramPage.main.map({ $0.page }) + [.finding("F-1")] {
      let text = try team.page(page)
      #expect(text.contains("<strong>Simulated</strong>") && text.contains("to show two years"))
    }
    for page in ProgramPage.main.map({ $0.page }) {
      #expect(!(try real.page(page)).contains("Simulated"))
    }
  }

  @Test("Pages of nothing teach how to begin")
  func empty() throws {
    let team = try ProgramTeam()
    let lessons: [(ProgramPage, String)] = [
      (.home, "cygnet rehearse MISSION"), (.home, "cygnet exercise new MISSION"),
      (.board, "cygnet program plan"), (.board, "cygnet finding assign"),
      (.coverage, "cygnet mission list"), (.trends, "cygnet exercise new MISSION"),
      (.findings, "Exercises open them by themselves"),
    ]
    for (page, lesson) in lessons {
      #expect(try team.page(page).contains(lesson), "\(page): \(lesson)")
    }
    #expect(ProgramDoorPage.nothing.source.contains("cygnet program init"))
    // The control: where there is something, nobody is taught.
    let busy = try ProgramTeam.busy()
    #expect(!(try busy.page(.findings)).contains("Exercises open them by themselves"))
    #expect(!(try busy.page(.trends)).contains("Nobody has practised yet"))
  }

  @Test("Script in a title, a name, a claim or a reason stays text on every page")
  func hostile() throws {
    let evil = Samples.script
    let team = try ProgramTeam(
      cards: [
        MissionCard(
          name: evil, title: evil, family: evil, database: evil, difficulty: 1,
          kinds: [evil, "net.cut"], retests: [])
      ])
    let owner = FindingOwner(name: evil, email: evil)
    try team.add(
      ProgramSamples.opened(1, mission: evil, title: evil) + [
        ProgramSamples.event(1, .assigned(owner)),
        ProgramSamples.event(1, .dueChanged(due: "2027-01-02", window: evil)),
        ProgramSamples.event(1, .retestNamed(FindingRetest(text: evil, mission: evil))),
        ProgramSamples.event(1, .missionAttached(mission: evil)),
        ProgramSamples.event(1, .edited(title: evil, text: evil)),
        ProgramSamples.event(1, .deadlineExtended(due: "2027-01-03", reason: evil)),
        ProgramSamples.event(1, .claimedFixed(claim: evil)),
        ProgramSamples.event(1, .reopened(reason: evil, run: nil)),
        ProgramSamples.event(1, .trialExcluded(run: evil, reason: evil)),
      ])
    let seat = ProgramSeat(name: evil, seesPlans: true)
    var seen = ""
    let pages = ProgramPage.main.map { $0.page } + [.finding("F-1"), .finding(evil)]
    for page in pages {
      let text = (try? team.page(page, for: seat)) ?? ""
      seen += text
      #expect(!text.contains("<script>alert") && !text.contains("<img src=x"), "\(page)")
      #expect(!text.contains("\"'><"), "\(page)")
    }
    let wish = ["status": evil, "owner": evil, "service": evil, "page": evil, "quarter": evil]
    for page in [ProgramPage.findings, .board] {
      #expect(!(try team.page(page, wish, for: seat)).contains("<script>alert"))
    }
    #expect(seen.contains("&lt;script&gt;alert(1)"))
  }
}
