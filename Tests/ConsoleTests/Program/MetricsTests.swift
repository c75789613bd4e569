import Programs
import Testing
import Vocabulary

@testable import Console

/// Numbers for a monitoring system, which needs no seat and is told nothing that is hidden.
@Suite(.hangLimit) struct MetricsTests {
  @Test func `They come in their own media type, without a session`() async throws {
    let team = try ProgramTeam.busy()
    try await ConsoleHouse(program: team.hall).open { port in
      let answer = try await RawPeer.ask(port, "GET", "/metrics")
      #expect(answer.status == 200 && answer.body.hasSuffix("# EOF\n"))
      #expect(answer.header("content-type") == OpenMetricsText.contentType)
      #expect(answer.body.contains("cygnet_findings_open{overdue=\"1\"} 1\n"))
      #expect(try await RawPeer.ask(port, "POST", "/metrics").status != 200)
    }
  }

  @Test("What is planned or unrevealed is in the numbers of those who see plans alone")
  func blind() async throws {
    let team = try ProgramTeam.busy()
    let all = try team.hall.metrics(for: ProgramTeam.planner)
    #expect(all.contains("etcd-velvetorn") && all.contains("etcd-zanziquill"))
    try await ConsoleHouse(program: team.hall).open { port in
      let told = try await RawPeer.ask(port, "GET", "/metrics").body
      #expect(told.contains("etcd-quorum"))
      #expect(!told.contains("velvetorn") && !told.contains("zanziquill"))
    }
  }

  @Test("Why a program cannot be read is not told to strangers")
  func broken() async throws {
    let team = try ProgramTeam.busy()
    var sources = team.hall.sources
    sources.unrevealed = { throw ConsoleError.notLoopback("zanziquill") }
    try await ConsoleHouse(program: ProgramHall(sources)).open { port in
      let answer = try await RawPeer.ask(port, "GET", "/metrics")
      #expect(answer.status == 500 && !answer.body.contains("zanziquill"))
    }
  }

  @Test func `Where there is no program there is no such page`() async throws {
    let team = try ProgramTeam(hasProgram: false)
    for hall in [team.hall, nil] {
      try await ConsoleHouse(program: hall).open { port in
        let answer = try await RawPeer.ask(port, "GET", "/metrics")
        #expect(answer.status == 404)
      }
    }
  }

  @Test func `Who asks too fast is told to wait, for each answer reads the ledger`() async throws {
    let team = try ProgramTeam()
    try await ConsoleHouse(program: team.hall).open { port in
      var statuses: [Int] = []
      // The clock of this console stands, so no token comes back.
      for _ in 0..<21 { statuses.append(try await RawPeer.ask(port, "GET", "/metrics").status) }
      #expect(statuses.prefix(20).allSatisfy { $0 == 200 } && statuses.last == 429)
    }
  }
}
