import Findings
import Readiness
import Testing
import Vocabulary

@Suite struct ExportTests {
  private static let hostile =
    "=cmd|' /C calc'!A0, \"quoted\" <script>&]]>\u{202e}\u{0} @admin #12 | `x` \\"

  /// A pending finding with hostile words, one that is verified, one that is accepted.
  private static let export: BacklogExport = {
    var journal = Journal.open()
    journal.add(.edited(title: hostile, text: "+1\n\nsecond | line"))
    func other(_ events: [FindingEvent], _ id: FindingID) -> [FindingEvent] {
      events.map { FindingEvent(finding: id, at: $0.at, by: $0.by, change: $0.change) }
    }
    let all =
      journal.events + other(Journal.verified().events, "F-2")
      + other(Journal.accepted().events, "F-3")
    return BacklogExport(
      Backlog(all), at: "2026-12-03T10:00:00Z", people: Samples.people, reporter: "=me")
  }()

  @Test(
    "The same findings give the same bytes, and end in a line", arguments: ExportFormat.allCases)
  func deterministic(format: ExportFormat) throws {
    let text = try format.text(of: Self.export)
    #expect(try format.text(of: Self.export) == text)
    // In bytes: the end of a CSV line is one character to Swift.
    #expect(text.utf8.last == UInt8(ascii: "\n"))
    // The lossless one keeps what was written, in strings of JSON.
    #expect(format == .json || !text.unicodeScalars.contains("\u{202e}"))
    #expect(!text.unicodeScalars.contains("\u{0}"))
  }

  @Test("No format fails where there is no finding", arguments: ExportFormat.allCases)
  func empty(format: ExportFormat) throws {
    let text = try format.text(of: BacklogExport(Backlog(), at: "2026-12-03T10:00:00Z"))
    #expect(!text.isEmpty)
  }

  @Test func `The lossless document gives back every event and finding`() throws {
    let document = FindingsDocument(Self.export)
    let read = try CanonicalJSON.decode(FindingsDocument.self, from: try document.text())
    #expect(read == document)
    #expect(Backlog(read.events).findings.map(\.id) == ["F-1", "F-2", "F-3"])
    #expect(read.findings.map(\.finding.id) == ["F-1", "F-2", "F-3"])
    #expect(read.findings[0].priorityText == "B 4 × 0.75 (1/1) = 3.0")
    #expect(read.findings[1].status == .verified && read.findings[1].count == 0)
  }

  /// Cells by the rules of RFC 4180, for looking at what was written.
  private static func rows(_ text: String) -> [[String]] {
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var characters = Array(text.unicodeScalars)[...]
    while let next = characters.popFirst() {
      if isQuoted {
        if next == "\"" {
          if characters.first == "\"" {
            cell.unicodeScalars.append("\"")
            characters.removeFirst()
          } else {
            isQuoted = false
          }
        } else {
          cell.unicodeScalars.append(next)
        }
      } else if next == "\"" {
        isQuoted = true
      } else if next == "," || next == "\n" {
        rows[rows.count - 1].append(cell)
        cell = ""
        if next == "\n" { rows.append([]) }
      } else if next != "\r" {
        cell.unicodeScalars.append(next)
      }
    }
    return rows.filter { !$0.isEmpty }
  }

  @Test(
    "A table has one row a pending finding, and no cell that a spreadsheet calculates",
    arguments: [ExportFormat.jira, .gitlab, .linear])
  func tables(format: ExportFormat) throws {
    let rows = Self.rows(try format.text(of: Self.export))
    #expect(rows.count == 2)
    #expect(Set(rows.map(\.count)).count == 1)
    for cell in rows.joined() {
      let first = cell.unicodeScalars.first { !$0.properties.isWhitespace }
      #expect(!(first.map { "=+-@|\t".unicodeScalars.contains($0) } ?? false), "\(cell)")
    }
  }

  @Test(
    "A cell that looks like a formula, or like several cells, is one cell of text",
    arguments: [
      "=1+1", "  =1", "\t=1", "@x", "-1", "+1", "＝1", "−1", "\u{301}", "a\"\u{301},b", "a\r\nb",
      "a\rb",
      "\"", ",", "", " a ", "'", "a;b",
    ])
  func cells(text: String) throws {
    var journal = Journal.open()
    // In the description, which begins with other words, and as the reporter, which is all of it.
    journal.add(.edited(title: nil, text: text))
    let export = BacklogExport(journal.backlog, at: "2026-12-03T10:00:00Z", reporter: text)
    let rows = Self.rows(try ExportFormat.jira.text(of: export))
    #expect(rows.map(\.count) == [10, 10])
    let first = rows[1][5].unicodeScalars.first
    #expect(!(first.map { "=+-@\t＝−".unicodeScalars.contains($0) } ?? false))
  }

  @Test func `Jira's columns hold what its import maps`() throws {
    let rows = Self.rows(try ExportFormat.jira.text(of: Self.export))
    #expect(
      rows[0] == [
        "Issue Type", "Summary", "Description", "Priority", "Assignee", "Reporter", "Due Date",
        "Labels", "Labels", "External ID",
      ])
    #expect(rows[1][1].hasPrefix("[F-1] =cmd|' /C calc'!A0, \"quoted\" <script>"))
    #expect(rows[1][2].contains("Re-test: cygnet rehearse etcd-quorum-erosion"))
    #expect(
      rows[1][3...] == [
        "High", "ann@example.org", "'=me", "2027-01-31 00:00", "cygnet", "gap:detection", "F-1",
      ])
  }

  @Test func `GitLab's and Linear's columns are theirs`() throws {
    let gitlab = Self.rows(try ExportFormat.gitlab.text(of: Self.export))
    #expect(gitlab[0] == ["title", "description", "due_date"])
    #expect(gitlab[1][2] == "2027-01-31" && gitlab[1][1].hasPrefix("'- **Status**: open"))
    let linear = Self.rows(try ExportFormat.linear.text(of: Self.export))
    #expect(
      linear[0]
        == ["Title", "Description", "Priority", "Status", "Assignee", "Due Date", "Labels"])
    #expect(
      linear[1][2...] == [
        "High", "Todo", "ann@example.org", "2027-01-31", "cygnet, gap:detection",
      ])
  }

  @Test func `GitHub's issues name an account only where the program knows one that is active`()
    throws
  {
    let issue = try self.issue(Samples.people)
    #expect(issue?["issue"]?["assignees"] == ["annlee"])
    #expect(issue?["issue"]?["labels"] == ["cygnet", "gap:detection"])
    #expect(issue?["due_on"] == "2027-01-31T23:59:59Z")
    let body = issue?["issue"]?["body"]?.text ?? ""
    #expect(body.contains("- **Priority**: B 4 × 0.75"))
    #expect(!body.contains("<script>"))
    var left = Samples.people
    left.people[0].isActive = false
    #expect(try self.issue(left)?["issue"]?["assignees"] == [])
  }

  private func issue(_ people: Roster) throws -> JSONValue? {
    var export = Self.export
    export.people = people
    let text = try ExportFormat.github.text(of: export)
    return try CanonicalJSON.decode(JSONValue.self, from: text).elements?.first
  }

  @Test func `Nobody is called and nothing linked by words of a finding`() throws {
    let text = try ExportFormat.markdown.text(of: Self.export)
    #expect(text.contains("@<!-- -->admin") && text.contains("#<!-- -->12"))
    #expect(!text.contains("<script>") && !text.contains(" `x` "))
    // Words of a finding add no cell to the table.
    let row = text.split(separator: "\n").first { $0.hasPrefix("| F-1 |") } ?? ""
    let bars = Array(row).indices.filter { index in
      let characters = Array(row)
      return characters[index] == "|" && (index == 0 || characters[index - 1] != "\\")
    }
    #expect(bars.count == 7)
  }

  @Test func `JUnit fails what showed itself, passes what did not, and skips what nobody tried`() {
    func report(_ journal: Journal, runs: Set<String>? = nil) -> String {
      RetestReport([journal.finding], name: "a <b>", at: "2026-12-03T10:00:00Z", runs: runs).xml
    }
    let shown = report(.open())
    #expect(shown.contains("failures=\"1\"") && shown.contains("<failure message=\"no alert in 1"))
    let gone = report(.verified())
    #expect(gone.contains("failures=\"0\"") && !gone.contains("<failure"))
    #expect(gone.contains("<property name=\"F-1.n\" value=\"6\"/>"))
    #expect(gone.contains("<testsuite name=\"a &lt;b&gt;\""))
    let untried = report(.claimed())
    #expect(untried.contains("skipped=\"1\"") && untried.contains("<skipped"))
    #expect(report(.verified(), runs: []).contains("<skipped"))
  }

  @Test func `XML has no character of a finding that XML gives a meaning`() throws {
    let xml = try ExportFormat.junit.text(of: Self.export)
    #expect(
      xml.contains("=cmd|&apos; /C calc&apos;!A0, &quot;quoted&quot; &lt;script&gt;&amp;]]&gt;"))
    #expect(!xml.contains("<script>"))
    // Tags in pairs: a text that escaped would open one more.
    for (opener, closer) in [
      ("<testsuites ", "</testsuites>"), ("<testsuite ", "</testsuite>"),
      ("<testcase ", "</testcase>"), ("<properties>", "</properties>"),
    ] {
      #expect(xml.split(separator: opener).count == xml.split(separator: closer).count)
      #expect(xml.split(separator: opener).count > 1)
    }
  }

  @Test func `SARIF keeps the names of its format, one fingerprint a finding, and accepted risks`()
    throws
  {
    let text = try ExportFormat.sarif.text(of: Self.export)
    let log = try CanonicalJSON.decode(JSONValue.self, from: text)
    #expect(log["$schema"]?.text?.hasSuffix("sarif-2.1.0.json") == true)
    #expect(log["version"] == "2.1.0")
    let run = log["runs"]?.elements?.first
    #expect(run?["tool"]?["driver"]?["name"] == "cygnet")
    let results = run?["results"]?.elements ?? []
    #expect(results.map { $0["partialFingerprints"]?["finding/v1"]?.text } == ["F-1", "F-3"])
    #expect(results.map { $0["ruleId"]?.text } == ["GAP-detection", "GAP-detection"])
    #expect(results.map { $0["level"]?.text } == ["error", "error"])
    #expect(results[0]["message"]?["text"]?.text?.contains("B 4 × 0.75 (1/1) = 3.0") == true)
    #expect(results[0]["suppressions"] == nil)
    #expect(results[1]["suppressions"]?.elements?.first?["status"] == "accepted")
  }
}
