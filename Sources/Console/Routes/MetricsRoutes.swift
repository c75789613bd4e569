import Exercises

/// What a monitoring system scrapes; it needs no session, so it tells of nothing that is hidden.
package struct ScrapedText: Sendable, Equatable {
  /// The whole answer.
  package var text: String
  /// Its media type.
  package var type: String

  /// An answer.
  package init(text: String, type: String) {
    self.text = text
    self.type = type
  }
}

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
