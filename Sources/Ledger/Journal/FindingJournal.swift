internal import Foundation
internal import LinuxHost

/// `findings.jsonl`: an append-only file of events, each chained to the one before by its digest.
///
/// Shape:  one JSON object a line; `docs/reference/ledger.md` says what is promised of it.
/// Effect: several processes may append at once; each sees what the others wrote before it.
package struct FindingJournal: Sendable {
  /// The file; it need not be there yet.
  package let path: String

  /// A journal in that file.
  package init(path: String) { self.path = path }

  /// What stands from a place on; nothing where there is no file. Takes no lock.
  package func read(from start: JournalPlace = .start) throws(LedgerError) -> JournalPart {
    guard FileManager.default.fileExists(atPath: path) else {
      return JournalPart(Data(), from: start)
    }
    return try reading { handle in
      try handle.seek(toOffset: UInt64(start.bytes))
      return JournalPart(try handle.readToEnd() ?? Data(), from: start)
    }
  }

  /// Whether the line before a place is still the one that was read there.
  package func reaches(_ place: JournalPlace) throws(LedgerError) -> Bool {
    guard FileManager.default.fileExists(atPath: path) else { return place == .start }
    return try reading { handle in
      try JournalTail.ends(at: place) { range in
        try handle.seek(toOffset: UInt64(range.lowerBound))
        return try handle.read(upToCount: range.count) ?? Data()
      }
    }
  }

  /// Holds the journal while the closure runs; other processes wait for that.
  package func holding<Value>(_ body: (HeldJournal) throws -> Value) throws -> Value {
    let log: HeldLog
    do {
      log = try HeldLog(path: path)
    } catch {
      throw LedgerError("\(error)", hint: "the journal must be writable")
    }
    defer { log.release() }
    return try body(HeldJournal(path: path, log: log))
  }

  private func reading<Value>(_ body: (FileHandle) throws -> Value) throws(LedgerError) -> Value {
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      return try body(handle)
    } catch {
      throw LedgerError("cannot read \(path): \(error)", hint: "check its permissions")
    }
  }
}
