package import Findings
internal import Foundation
internal import LinuxHost
internal import Vocabulary

/// The journal while this process alone may append to it; `FindingJournal.holding` makes one.
///
/// Effect: a torn last line, of a process that died while it wrote, goes into `<file>.torn`.
package struct HeldJournal {
  private let path: String
  private let log: HeldLog
  /// How many bytes of a torn line were set aside; 0 is the rule.
  package let setAside: Int

  init(path: String, log: HeldLog) throws(LedgerError) {
    self.path = path
    self.log = log
    setAside = try Self.inWords {
      let size = try log.size
      let whole = try JournalTail.line(before: size) { Data(try log.bytes($0)) }?.end ?? 0
      guard whole < size else { return 0 }
      try Self.setAside(try log.bytes(whole..<size), of: path)
      try log.cut(to: whole)
      return size - whole
    }
  }

  /// Whether the line before a place is still the one that was read there.
  package func reaches(_ place: JournalPlace) throws(LedgerError) -> Bool {
    try Self.inWords { try JournalTail.ends(at: place) { Data(try log.bytes($0)) } }
  }

  /// What stands from a place on; all that other processes wrote is there.
  package func read(from start: JournalPlace) throws(LedgerError) -> JournalPart {
    try Self.inWords {
      let bytes = try log.bytes(start.bytes..<max(start.bytes, try log.size))
      return JournalPart(Data(bytes), from: start)
    }
  }

  /// Appends events after the last line; returns their lines and the place after them, once they
  /// are on disk.
  ///
  /// Limits: `place` is the end of what was read; what was decided on less is refused.
  package func append(
    _ events: [FindingEvent], after place: JournalPlace
  ) throws(LedgerError) -> (entries: [JournalEntry], end: JournalPlace) {
    guard !events.isEmpty else { return ([], place) }
    let size = try Self.inWords { try log.size }
    guard size == place.bytes else {
      throw LedgerError(
        "nothing was written to \(path): it changed while it was read", hint: "try it once more")
    }
    var end = place
    var bytes: [UInt8] = []
    var entries: [JournalEntry] = []
    do {
      for event in events {
        let line = FindingLine(prev: end.digest, event: event)
        let text = Data(try CanonicalJSON.line(line).utf8)
        bytes += text + [UInt8(ascii: "\n")]
        end = end.after(text)
        entries.append(JournalEntry(event: event, text: text))
      }
      try log.append(bytes)
    } catch {
      throw LedgerError(
        "nothing was written to \(path): \(error)", hint: "check for free space and permissions")
    }
    return (entries, end)
  }

  /// Keeps what a process had begun to write when it died; nobody was told of it.
  private static func setAside(_ bytes: [UInt8], of path: String) throws {
    let torn = try HeldLog(path: path + ".torn")
    defer { torn.release() }
    try torn.append(bytes + [UInt8(ascii: "\n")])
  }

  private static func inWords<Value>(_ body: () throws -> Value) throws(LedgerError) -> Value {
    do {
      return try body()
    } catch let error as LedgerError {
      throw error
    } catch {
      throw LedgerError("\(error)", hint: "the journal must be readable and writable")
    }
  }
}
