import FoundationEssentials
import Vocabulary

extension TransactionHistory {
  /// Reads a history of transactions: a block file, or JSON lines, told apart by the first bytes.
  ///
  /// Errors: malformed text with its line and column; a file that cannot be read.
  package init(importing path: String) throws(HistoryError) {
    let file = try HistoryFile(reading: path)
    let start = try file.read(upTo: 4 << 20)
    if Self.isBlockFile(start.prefix(16)) {
      try self.init(reading: path)
      return
    }
    var lines = Lines(file: path)
    try lines.feed(start)
    while true {
      let more = try file.read(upTo: 4 << 20)
      if more.isEmpty { break }
      try lines.feed(more)
    }
    self = try lines.finish()
  }

  /// Reads JSON lines; `file` is their name for errors.
  package init(jsonLines bytes: [UInt8], file: String) throws(HistoryError) {
    var lines = Lines(file: file)
    try lines.feed(Data(bytes))
    self = try lines.finish()
  }

  /// Whether a text holds transactions, judged by the first `f` or micro-operation that it names.
  package static func isText(_ start: some Collection<UInt8>) -> Bool {
    String(decoding: start, as: UTF8.self).split(separator: "\n").prefix(64).contains { line in
      line.contains("\"txn\"")
    }
  }

  /// Cuts a stream of bytes into whole lines and imports them.
  private struct Lines {
    let file: String
    var result = TransactionImport()
    var event = TransactionEvent()
    var pending: [UInt8] = []
    var before = 0

    init(file: String) { self.file = file }

    mutating func feed(_ bytes: Data) throws(HistoryError) {
      pending += bytes
      guard let last = pending.lastIndex(of: 10) else { return }
      try read(last + 1)
      pending.removeFirst(last + 1)
    }

    mutating func finish() throws(HistoryError) -> TransactionHistory {
      try read(pending.count)
      return result.builder.history
    }

    /// Imports the first bytes of what is pending, which are whole lines.
    private mutating func read(_ count: Int) throws(HistoryError) {
      var (result, event) = (TransactionImport(), TransactionEvent())
      swap(&result, &self.result)
      swap(&event, &self.event)
      var failure: HistoryError?
      let lines = pending.withUnsafeBufferPointer { buffer in
        let whole = UnsafeBufferPointer(rebasing: buffer[..<count])
        var cursor = TextCursor(whole, file: file)
        do throws(HistoryError) {
          try Self.events(&cursor, &event, &result)
        } catch {
          failure = error
        }
        return whole.count { $0 == 10 }
      }
      swap(&result, &self.result)
      swap(&event, &self.event)
      if let failure { throw moved(failure) }
      before += lines
    }

    private static func events(
      _ cursor: inout TextCursor, _ event: inout TransactionEvent,
      _ result: inout TransactionImport
    ) throws(HistoryError) {
      cursor.skipLineEnds()
      while !cursor.isAtEnd {
        try TransactionLines.event(&cursor, &event, &result)
        try result.add(event, cursor)
        cursor.skipBlanks()
        guard cursor.isAtEnd || cursor.next == 10 else {
          throw cursor.expected("the end of the line")
        }
        cursor.skipLineEnds()
      }
    }

    /// The error with its line counted from the start of the file.
    private func moved(_ error: HistoryError) -> HistoryError {
      guard case .malformed(var diagnostic) = error else { return error }
      diagnostic.position.line += before
      return .malformed(diagnostic)
    }
  }
}
