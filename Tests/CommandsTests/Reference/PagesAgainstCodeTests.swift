import Ranges
import Testing
import Vocabulary

@testable import Commands

/// What pages that people write say of the code.
@Suite struct PagesAgainstCodeTests {
  @Test("The tables of exit codes have the codes that the binary knows, in that order")
  func codes() throws {
    let codes = ExitStatus.allCases.map { "\($0.rawValue)" }
    let page = try Documents.text("docs/reference/exit-codes.md")
    #expect(Documents.table(["code", "means", "what to do"], in: page).map { $0[0] } == codes)
    let readme = try Documents.text("README.md")
    #expect(Documents.table(["code", "means"], in: readme).map { $0[0] } == codes)
    let help = try CommandInfo.ofTool().discussion
    for code in codes { #expect(help.contains("\(code) "), "cygnet --help does not say \(code)") }
  }

  @Test("The codes of the code are the codes of the table")
  func raised() {
    let usage = Failure.inWords(UsageError("x"))?.code
    let range = Failure.inWords(RangeError("x", hint: "y"))?.code
    #expect(usage == ExitStatus.usage.rawValue && range == ExitStatus.internalError.rawValue)
    #expect(RehearseCommand.worst([0, 2, 1, 3]) == ExitStatus.invalid.rawValue)
    #expect(RehearseCommand.worst([0, 2, 1]) == ExitStatus.gap.rawValue)
    #expect(RehearseCommand.worst([0, 2]) == ExitStatus.unknown.rawValue)
    #expect(RehearseCommand.worst([0, 0]) == ExitStatus.passed.rawValue)
  }

  @Test("Every command in the table of exit codes exists")
  func commands() throws {
    let page = try Documents.text("docs/reference/exit-codes.md")
    let rows = Documents.table(["command", "exits with"], in: page)
    #expect(rows.count > 10)
    let tool = try CommandInfo.ofTool()
    for row in rows {
      let named = Documents.code(in: row[0]).map { $0.split(separator: " ").map(String.init) }
      let first = try #require(named.first)
      // `ledger status`, `verify`: what follows are verbs of the same noun.
      let all = [first] + named.dropFirst().map { Array(first.dropLast()) + $0 }
      for words in all {
        #expect(DocumentedCommand(line: 0, words: words).problem(in: tool) == nil, "\(words)")
        #expect(tool.entries().contains { Array($0.words.dropFirst()) == words }, "\(words)")
      }
    }
  }

  /// What looks like a kind of the catalogue: a word, a point, a word, of an area that there is.
  private static func kinds(in text: String, areas: Set<String>) -> Set<String> {
    let spans = text.split(separator: "\n").flatMap { Documents.code(in: $0) }
    return Set(
      spans.filter { span in
        let parts = span.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && areas.contains(String(parts[0]))
          && parts[1].allSatisfy { $0.isLowercase || $0 == "-" } && !parts[1].isEmpty
      })
  }

  @Test(
    "Every kind of step that the pages name is in the catalogue",
    arguments: [
      "mission", "runbook", "plan", "disk-faults", "operators", "monitoring",
    ])
  func kinds(page: String) throws {
    let known = Set(FaultEntry.all(available: Set(Capability.allCases)).map(\.kind))
    let areas = Set(known.compactMap { $0.split(separator: ".").first.map(String.init) })
    // Responders move the lead; missions cannot.
    let all = known.union(["operator.move-leader"])
    let text = try Documents.text("docs/reference/\(page).md")
    #expect(Self.kinds(in: text, areas: areas).subtracting(all).sorted() == [])
    let wrong = text + "\nTry `disk.slwo` or `blue.responses`.\n"
    #expect(Self.kinds(in: wrong, areas: areas).subtracting(all) == ["disk.slwo"])
  }

  @Test("The page of missions has every claim and every workload, and no other")
  func claims() throws {
    let text = try Documents.text("docs/reference/mission.md")
    let rows = Documents.table(["key", "", "value"], in: text)
    let row = try #require(rows.first { $0[0] == "`claims`" })
    let named = Documents.code(in: row[2])
    #expect(named == Claim.allCases.map(\.rawValue))
  }
}
