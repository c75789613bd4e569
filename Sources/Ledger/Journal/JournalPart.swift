package import Findings
package import Foundation
internal import Vocabulary

/// What stands in a journal from a place on, as far as its chain holds.
///
/// Shape:  `torn` are bytes after the last newline: of a process that is writing now, or that died
///         while it wrote. Nobody was told of them.
/// Limits: a chain cannot know that its last lines were taken away whole; the ledger counts them.
package struct JournalPart: Sendable {
  /// What happened, in order.
  package private(set) var entries: [JournalEntry] = []
  /// The place after the last line that belongs to the chain.
  package private(set) var end: JournalPlace
  /// The beginning of a line that was never finished; empty where there is none.
  package private(set) var torn = Data()
  /// What is wrong with the first line that does not belong to the chain; nil where all do.
  package private(set) var defect: String?

  /// Reads the bytes that stand from a place on.
  package init(_ bytes: Data, from start: JournalPlace) {
    end = start
    var rest = bytes[...]
    while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let text = Data(rest[rest.startIndex..<newline])
      rest = rest[(newline + 1)...]
      let number = end.lines + 1
      guard let line = try? CanonicalJSON.decode(FindingLine.self, from: text) else {
        defect = "line \(number) is no event"
        return
      }
      guard line.prev == end.digest else {
        defect =
          number == 1
          ? "line 1 is not the line that was written first"
          : "line \(number) does not follow line \(number - 1): a line was changed, removed, "
            + "inserted or moved"
        return
      }
      entries.append(JournalEntry(event: line.event, text: text))
      end = end.after(text)
    }
    torn = Data(rest)
  }

  /// The same without the lines they stand in.
  package var events: [FindingEvent] { entries.map(\.event) }
}
