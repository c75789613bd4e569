import Exercises
import Testing
import Vocabulary

@testable import Console

/// Numbers for a monitoring system, where the console was given any.
@Suite(.timeLimit(.minutes(1))) struct MetricsTests {
  private static let scraped = ScrapedText(
    text: "# TYPE a gauge\na 1\n# EOF\n", type: "application/openmetrics-text; version=1.0.0")

  private func open(
    _ metrics: @escaping @Sendable () -> ScrapedText?, _ body: (Int) async throws -> Void
  ) async throws {
    let server = ConsoleServer(
      hall: ConsoleHouse(), address: "127.0.0.1", port: 0, limits: ConnectionLimits(),
      clock: { .zero }, metrics: metrics)
    let port = try await server.start()
    do {
      try await body(port)
    } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  @Test func `They are the text that was given, in its own media type, without a session`()
    async throws
  {
    try await open({ Self.scraped }) { port in
      let answer = try await RawPeer.ask(port, "GET", "/metrics")
      #expect(answer.status == 200 && answer.body == Self.scraped.text)
      #expect(answer.header("content-type") == Self.scraped.type)
      #expect(try await RawPeer.ask(port, "POST", "/metrics").status != 200)
    }
  }

  @Test func `Where there are none there is no such page`() async throws {
    try await open({ nil }) { port in
      let answer = try await RawPeer.ask(port, "GET", "/metrics")
      #expect(answer.status == 404)
    }
  }

  @Test func `Who asks too fast is told to wait, for each answer reads the ledger`() async throws {
    try await open({ Self.scraped }) { port in
      var statuses: [Int] = []
      // The clock of this console stands, so no token comes back.
      for _ in 0..<21 { statuses.append(try await RawPeer.ask(port, "GET", "/metrics").status) }
      #expect(statuses.prefix(20).allSatisfy { $0 == 200 } && statuses.last == 429)
    }
  }
}
