import Findings
import Foundation
import Ledger
import Testing

/// The journal of findings as bytes on a disk.
@Suite struct JournalTests {
  private func written(_ count: Int) throws -> TrialPlace {
    let trial = try TrialPlace()
    for number in 1...count { try trial.journal.add(Sample.opened(number)) }
    return trial
  }

  @Test func `What was appended is read again, in order`() throws {
    let trial = try written(3)
    let part = try trial.journal.read()
    #expect(part.events == (1...3).flatMap { Sample.opened($0) })
    #expect(part.defect == nil && part.torn.isEmpty)
    #expect(part.end.lines == 6)
    #expect(part.end.bytes == trial.bytes(trial.place.journal).count)
    #expect(try trial.journal.reaches(part.end))
  }

  @Test func `A journal that is not there is empty, and reading does not make it`() throws {
    let trial = try TrialPlace()
    #expect(try trial.journal.read().events.isEmpty)
    #expect(try trial.journal.reaches(.start))
    #expect(!FileManager.default.fileExists(atPath: trial.place.journal))
  }

  @Test func `Cut at any byte, the torn line is set aside and the rest goes on`() throws {
    let whole = try written(2)
    let bytes = whole.bytes(whole.place.journal)
    let ends = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    for length in stride(from: 0, through: bytes.count, by: 97) {
      let trial = try TrialPlace()
      try trial.setJournal(bytes.prefix(length))
      let kept = ends.last { $0 <= length } ?? 0
      try trial.journal.holding { held in
        #expect(held.setAside == length - kept)
        _ = try held.append(Sample.opened(9), after: try held.read(from: .start).end)
      }
      let part = try trial.journal.read()
      #expect(part.defect == nil, "cut at \(length)")
      #expect(part.events.suffix(2) == Sample.opened(9)[...])
      #expect(part.events.count == ends.count { $0 <= length } + 2)
      let torn = trial.bytes(trial.place.journal + ".torn")
      #expect(torn == (length > kept ? bytes[kept..<length] + Data("\n".utf8) : Data()))
    }
  }

  @Test func `A change of any byte is found`() throws {
    let trial = try written(2)
    let bytes = trial.bytes(trial.place.journal)
    for place in stride(from: 0, to: bytes.count - 1, by: 53) {
      var changed = bytes
      changed[place] = changed[place] == UInt8(ascii: "x") ? UInt8(ascii: "y") : UInt8(ascii: "x")
      try trial.setJournal(changed)
      let part = try trial.journal.read()
      // The last line has nothing after it that names its digest; the ledger remembers that.
      let end = try written(2).journal.read().end
      let isReached = try trial.journal.reaches(end)
      let isFound = part.defect != nil || !isReached
      #expect(isFound || part.end != end, "byte \(place)")
    }
  }

  @Test(
    "A line that was removed, doubled or moved is named",
    arguments: [([0, 2, 3], 2), ([0, 1, 1, 2, 3], 3), ([1, 0, 2, 3], 1), ([0, 2, 1, 3], 2)])
  func order(lines: [Int], expected: Int) throws {
    let trial = try written(2)
    let all = trial.bytes(trial.place.journal).split(separator: UInt8(ascii: "\n"))
    try trial.setJournal(Data(lines.flatMap { all[$0] + Data("\n".utf8) }))
    #expect(try trial.journal.read().defect?.hasPrefix("line \(expected) ") == true)
  }

  @Test func `What was decided on less than all of it is refused`() throws {
    let trial = try written(1)
    #expect(throws: LedgerError.self) {
      try trial.journal.holding { _ = try $0.append(Sample.opened(2), after: .start) }
    }
    #expect(try trial.journal.read().events.count == 2)
  }

  @Test(
    "Words of any letters stay on their line",
    arguments: [
      "two\nlines\r\nand three", "\u{2028}\u{2029}", "nul \u{0} bell \u{7} esc \u{1B}[2J", "“”’—",
      "\"; DROP TABLE finding; --", String(repeating: "long ", count: 20_000), "\u{FEFF}𝔘🦢",
      "../../etc/passwd",
    ])
  func hostile(title: String) throws {
    let trial = try TrialPlace()
    try trial.journal.add(Sample.opened(1, title: title))
    try trial.journal.add(Sample.opened(2))
    #expect(try trial.journal.read().events == Sample.opened(1, title: title) + Sample.opened(2))
    let ledger = try TeamLedger(at: trial.place)
    try ledger.catchUp()
    let titles = try ledger.findings(.everything, on: "2026-06-01").map(\.title)
    // SQLite ends a text at its first NUL; the journal has it whole.
    #expect(titles.contains(title.replacing("\0", with: "\u{FFFD}")))
    var filter = FindingFilter.everything
    filter.service = title
    #expect(try ledger.findings(filter, on: "2026-06-01").isEmpty)
  }
}
