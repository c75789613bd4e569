import MissionLanguage
import Testing
import Vocabulary

@Suite struct PatternTests {
  private func parse(_ text: String) -> Result<[DeclaredPattern], MissionErrors> {
    PatternParser.parse(bytes: Array(text.utf8), file: "patterns.yaml")
  }

  @Test("A team's patterns are read from YAML and from JSON alike")
  func read() throws {
    let wanted = [DeclaredPattern(name: "ticket", expression: "TCK-[0-9]{6}")]
    #expect(try parse("patterns:\n  - name: ticket\n    matches: 'TCK-[0-9]{6}'\n").get() == wanted)
    #expect(
      try parse("{\"patterns\": [{\"name\": \"ticket\", \"matches\": \"TCK-[0-9]{6}\"}]}").get()
        == wanted)
  }

  @Test(
    "What is wrong is said with its line and what to do",
    arguments: [
      ("pattern: []\n", 1, "unknown key"), ("patterns: 3\n", 1, "must be a list"),
      ("patterns:\n  - name: a\n", 2, "no `matches`"),
      ("patterns:\n  - name: a\n    matches: '(['\n", 3, "no regular expression"),
      ("patterns:\n  - {name: a, matches: b}\n  - {name: a, matches: c}\n", 3, "two patterns"),
    ])
  func wrong(text: String, line: Int, words: String) throws {
    guard case .failure(let errors) = parse(text) else {
      Issue.record("nothing was found wrong")
      return
    }
    let first = try #require(errors.diagnostics.first { $0.message.contains(words) })
    #expect(first.position.line == line)
    #expect(!first.hint.isEmpty)
  }
}
