/// What a command that only looks must say for a probe to have seen something.
package struct CommandExpectation: Sendable, Equatable, Codable {
  /// Whether it must succeed.
  package var succeeds: Bool
  /// Words that its output must contain, all of them.
  package var shows: [String]
  /// Words that its output must not contain, none of them.
  package var hides: [String]
  /// What that means, for people: `n2 is no member any more`.
  package var meaning: String

  /// An expectation; `meaning` is what is seen where it is met.
  package init(
    succeeds: Bool = true, shows: [String] = [], hides: [String] = [], meaning: String
  ) {
    self.succeeds = succeeds
    self.shows = shows
    self.hides = hides
    self.meaning = meaning
  }
}
