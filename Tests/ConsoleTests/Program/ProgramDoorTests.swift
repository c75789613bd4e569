import Exercises
import Foundation
import Ledger
import Testing
import Vocabulary

@testable import Console

/// Who may read a program: nobody but those who were invited to it.
@Suite(.hangLimit) struct ProgramDoorTests {
  private static let reads = [
    "/program", "/program/board", "/program/coverage", "/program/trends", "/program/findings",
    "/program/findings/F-1", "/program/findings/junk", "/program/calendar.ics",
    "/program/metrics", "/calendar/junk.ics",
  ]

  private func cookie(_ session: String) -> (String, String) {
    ("Cookie", "cygnet_program=\(session)")
  }

  /// A session, as a browser gets it: the link's page, the button, the cookie.
  private func join(_ port: Int, _ invitation: String) async throws -> String {
    let path = "/program/join/\(invitation)"
    #expect(try await RawPeer.ask(port, "GET", path).status == 200)
    let answer = try await RawPeer.ask(port, "POST", path)
    #expect(answer.status == 303 && answer.header("location") == "/program")
    let cookie = try #require(answer.header("set-cookie"))
    #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Strict"))
    let value = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1)
    #expect(value[0] == "cygnet_program")
    return String(value[1])
  }

  @Test("Nobody without a seat reads anything, be it with the session of an exercise")
  func strangers() async throws {
    let team = try ProgramTeam.busy()
    let house = ConsoleHouse(program: team.hall)
    let white = try await house.session("Wren", .white)
    let attempts: [[(String, String)]] = [
      [], [cookie(white)], [cookie("")], [("Authorization", "Bearer \(white)")],
    ]
    try await house.open { port in
      for path in Self.reads {
        for headers in attempts {
          let answer = try await RawPeer.ask(port, "GET", path, headers: headers)
          #expect(answer.status == 401 || answer.status == 429, "\(path) \(headers)")
          #expect(!answer.body.contains("No alert came") && !answer.body.contains("orders"))
        }
      }
    }
  }

  @Test("A link opens once, in a browser, and its session reads every page with all headers")
  func joining() async throws {
    let team = try ProgramTeam.busy()
    let handed = try ProgramSeats(at: team.place).invite(ProgramTeam.planner, withFeed: false)
    #expect(handed.feed == nil)
    let house = ConsoleHouse(program: team.hall)
    try await house.open { port in
      let session = try await join(port, handed.invitation)
      for path in Self.reads.prefix(6) {
        let answer = try await RawPeer.ask(port, "GET", path, headers: [cookie(session)])
        #expect(answer.status == 200 && answer.body.contains("Wanda White"), "\(path)")
        #expect(answer.header("content-security-policy") == SecurityHeaders.policy)
        #expect(answer.header("cache-control") == "no-store")
      }
      let again = try await RawPeer.ask(port, "POST", "/program/join/\(handed.invitation)")
      #expect(again.status == 401)
      // Nor does the seat open an exercise.
      let door = try await RawPeer.ask(
        port, "GET", "/x/\(ConsoleHouse.code)/",
        headers: [("Cookie", "cygnet_\(ConsoleHouse.code)=\(session)")])
      #expect(door.status == 401)
      for path in ["/assets/program.css", "/assets/style.css"] {
        #expect(try await RawPeer.ask(port, "GET", path).status == 200)
      }
    }
  }

  @Test("Another site's page cannot use an invitation up")
  func foreignPage() async throws {
    let team = try ProgramTeam()
    let handed = try ProgramSeats(at: team.place).invite(ProgramTeam.reader, withFeed: false)
    try await ConsoleHouse(program: team.hall).open { port in
      for header in [("Origin", "http://evil.example"), ("Sec-Fetch-Site", "cross-site")] {
        let answer = try await RawPeer.ask(
          port, "POST", "/program/join/\(handed.invitation)", headers: [header])
        #expect(answer.status == 403)
      }
      // The control: it still opens.
      _ = try await join(port, handed.invitation)
    }
  }

  @Test("A feed's token opens calendar and figures, and no page; a new one ends the old one")
  func feeds() async throws {
    let team = try ProgramTeam.busy()
    let seats = ProgramSeats(at: team.place)
    let white = try #require(try seats.invite(ProgramTeam.planner, withFeed: true).feed)
    let blue = try #require(try seats.invite(ProgramTeam.reader, withFeed: true).feed)
    try await ConsoleHouse(program: team.hall).open { port in
      let all = try await RawPeer.ask(port, "GET", "/calendar/\(white).ics")
      #expect(all.status == 200 && all.body.contains("etcd-velvetorn"))
      #expect(all.header("content-type") == "text/calendar; charset=utf-8")
      let windows = try await RawPeer.ask(port, "GET", "/calendar/\(blue).ics")
      #expect(windows.body.contains("Database exercise window"))
      #expect(!windows.body.contains("velvetorn") && !windows.body.contains("finding-"))
      let figures = try await RawPeer.ask(
        port, "GET", "/program/metrics", headers: [("Authorization", "Bearer \(blue)")])
      #expect(figures.status == 200 && figures.body.hasSuffix("# EOF\n"))
      #expect(figures.body.contains("cygnet_findings_open{overdue=\"1\"} 1\n"))

      let page = try await RawPeer.ask(port, "GET", "/program", headers: [cookie(blue)])
      #expect(page.status == 401)
      let other = try #require(try seats.invite(ProgramTeam.reader, withFeed: true).feed)
      #expect(try await RawPeer.ask(port, "GET", "/calendar/\(blue).ics").status == 401)
      #expect(try await RawPeer.ask(port, "GET", "/calendar/\(other).ics").status == 200)
    }
  }

  @Test("Where there is no program, everybody is told how to begin, and nothing else is there")
  func noProgram() async throws {
    let team = try ProgramTeam(hasProgram: false)
    try await ConsoleHouse(program: team.hall).open { port in
      let page = try await RawPeer.ask(port, "GET", "/program")
      #expect(page.status == 200 && page.body.contains("cygnet program init"))
      #expect(try await RawPeer.ask(port, "GET", "/program/metrics").status == 401)
      #expect(try await RawPeer.ask(port, "POST", "/program/join/junk").status == 404)
    }
    try await ConsoleHouse().open { port in
      let answer = try await RawPeer.ask(port, "GET", "/program")
      #expect(answer.status == 404)
    }
  }

  @Test("Guessing feeds and asking without end are slowed")
  func slowed() async throws {
    let team = try ProgramTeam()
    let seats = ProgramSeats(at: team.place)
    let feed = try #require(try seats.invite(ProgramTeam.reader, withFeed: true).feed)
    try await ConsoleHouse(program: team.hall).open { port in
      var last = 0
      for _ in 0..<31 {
        last = try await RawPeer.ask(port, "GET", "/calendar/junk.ics").status
      }
      #expect(last == 429)
      #expect(try await RawPeer.ask(port, "GET", "/calendar/\(feed).ics").status == 200)
      for _ in 0..<120 {
        last = try await RawPeer.ask(port, "GET", "/calendar/\(feed).ics").status
      }
      #expect(last == 429)
    }
  }

  @Test("Seats are kept as digests in a file of its owner's, and a person has one sight")
  func seats() throws {
    let team = try ProgramTeam()
    let seats = ProgramSeats(at: team.place)
    let handed = try seats.invite(ProgramTeam.reader, withFeed: true)
    let path = team.place.folder + "/seats.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(!text.contains(handed.invitation) && !text.contains(handed.feed ?? "-"))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(throws: Refusal.self) {
      try seats.invite(ProgramSeat(name: ProgramTeam.reader.name, seesPlans: true), withFeed: false)
    }
    let session = try seats.redeem(handed.invitation)
    #expect(try seats.seat(session: session) == ProgramTeam.reader)
    #expect(try seats.seat(session: handed.invitation) == nil)
    #expect(try seats.seat(feed: handed.feed ?? "") == ProgramTeam.reader)
    #expect(try seats.seat(feed: session) == nil)
  }
}
