import Foundation
import MissionLanguage
import Testing
import Vocabulary

/// Each fixture starts with `# expect LINE:COLUMN message … | hint …`, one line for each error.
@Suite struct MalformedFilesTests {
  struct Expectation: Equatable {
    var line: Int
    var column: Int
    var message: String
    var hint: String
  }

  @Test("There are at least twenty malformed files")
  func enough() { #expect(TestFiles.malformed.count >= 20) }

  @Test(
    "Every malformed file is refused with line, column and hint", arguments: TestFiles.malformed)
  func refused(url: URL) throws {
    let text = try TestFiles.text(url)
    let expected = try text.split(separator: "\n").filter { $0.hasPrefix("# expect ") }
      .map(Self.expectation)
    #expect(!expected.isEmpty)
    let found = Self.errors(text, file: url.lastPathComponent)
    #expect(found.count == expected.count, "\(found.map(\.description))")
    for (error, wanted) in zip(found, expected) {
      #expect(error.position == SourcePosition(line: wanted.line, column: wanted.column))
      #expect(error.message.contains(wanted.message), "\(error)")
      #expect(error.hint.contains(wanted.hint), "\(error)")
      #expect(error.file == url.lastPathComponent)
    }
  }

  static func errors(_ text: String, file: String) -> [Diagnostic] {
    let catalogue = SampleCatalogue.full
    if file.hasPrefix("runbook") {
      guard case .failure(let errors) = RunbookParser.parse(text, file: file, catalogue: catalogue)
      else { return [] }
      return errors.diagnostics
    }
    switch MissionParser.parse(text, file: file, catalogue: catalogue) {
    case .failure(let errors): return errors.diagnostics
    case .success(let mission):
      let resolved = PlanResolver.resolve(
        mission, missionSha256: "", seed: 1,
        topology: SampleCatalogue.topology(mission.database.hosts), mode: .rehearsal,
        catalogue: catalogue, file: file)
      if case .failure(let errors) = resolved { return errors.diagnostics }
      return []
    }
  }

  static func expectation(_ line: Substring) throws -> Expectation {
    let parts = line.dropFirst("# expect ".count).split(separator: " ", maxSplits: 1)
    let place = parts[0].split(separator: ":").compactMap { Int($0) }
    let words = try #require(parts.last).split(separator: " | ")
    try #require(place.count == 2 && words.count == 2)
    return Expectation(
      line: place[0], column: place[1], message: String(words[0]), hint: String(words[1]))
  }
}
