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
