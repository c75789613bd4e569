import Exercises

/// The numbers of a team's program, where the console was given any.
struct MetricsRoutes: Sendable {
  let brakes: Brakes
  /// Nil where there are none; what it gives is read anew each time.
  let metrics: @Sendable () -> ScrapedText?

  var all: [Route] { [Route("GET", "metrics", run: scrape)] }

  @Sendable private func scrape(
    _: WebRequest, _: [String: String]
  ) async throws(Refusal) -> WebResponse {
    try brakes.checkScrape()
    guard let scraped = metrics() else { throw Refusal(.missing, "there is no such page") }
    return .text(scraped.text, type: scraped.type)
  }
}
