import Testing

@Suite struct CrawlerTests {
  @Test(
    "A secret that a console tells in one place only is found there",
    .hangLimit, arguments: LeakyConsole.Leak.allCases)
  func leaks(_ leak: LeakyConsole.Leak) async throws {
    let console = try await LeakyConsole.start(leak)
    var crawler = Crawler(port: console.port, code: "c-1", cookie: "cygnet_c-1=s")
    // Only its stream stays open, and this process may stand still for long.
    crawler.patience = 20
    try await crawler.crawl()
    await console.stop()
    let found = crawler.leaks(.ofTheMission)
    #expect(found.isEmpty == (leak == .nowhere), "\(found)")
    #expect(crawler.answers.count > 500)
    #expect(crawler.csrf == "t0")
  }

  @Test("Secrets are found in any case and spelling, and a search for them does not hold them")
  func spellings() {
    let secrets = Secrets.ofTheMission.and(["q9-TOKEN-of-red", "short"])
    #expect(secrets.found(in: "ZANZIQUILL") == ["zanziquill"])
    #expect(secrets.found(in: "a%20tangerwisp%20b") == ["tangerwisp"])
    #expect(secrets.found(in: "asymmetric\\u002dvisibility") == ["asymmetric-visibility"])
    #expect(secrets.found(in: "/join/x/q9-token-OF-red") == ["q9-token-of-red"])
    #expect(secrets.found(in: "short words of 12.317 s") == [])
    #expect(secrets.found(in: secrets.pattern) == [])
  }
}
