import FoundationEssentials
import Vocabulary

extension TransactionHistory {
  /// Reads transactions from a block file, JSON lines or EDN, told apart by the first bytes.
  ///
  /// Errors: malformed text with its line and column; a file that cannot be read.
  package init(importing path: String) throws(HistoryError) {
    let file = try HistoryFile(reading: path)
    let start = try file.read(upTo: 4 << 20)
    if Self.isBlockFile(start.prefix(16)) {
      try self.init(reading: path)
      return
    }
    if Self.isEDN(start) {
      var reader = try EDNReader(reading: path)
      self = try TransactionForms.history(&reader, file: path)
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

  /// Reads EDN as Jepsen stores it; `file` is its name for errors.
  package init(edn text: String, file: String) throws(HistoryError) {
    var reader = EDNReader(text: text, file: file)
    self = try TransactionForms.history(&reader, file: file)
  }

  /// Whether a file holds transactions and not operations on single keys, in any form.
  package static func isHeld(in path: String) throws(HistoryError) -> Bool {
    let start = try HistoryFile(reading: path).read(upTo: 64 << 10)
    if isBlockFile(start.prefix(16)) { return true }
    if start.starts(with: HistoryBlock.fileHeader.prefix(8)) { return false }
    return start.withUnsafeBytes { bytes in
      ["\"txn\"", ":f :txn", ":f, :txn"].contains { Self.has(Array($0.utf8), in: bytes) }
    }
  }

  /// Byte by byte: a search by characters costs more than a check of ten thousand operations.
  private static func has(_ word: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= word.count else { return false }
    return (0...(bytes.count - word.count)).contains { place in
      bytes[place] == word[0] && word.indices.allSatisfy { bytes[place + $0] == word[$0] }
    }
  }

  /// Whether a text is EDN: an object of JSON lines begins with a brace and a quote.
  private static func isEDN(_ start: some Collection<UInt8>) -> Bool {
    let visible = start.lazy.filter { $0 > 32 }.prefix(2)
    guard let first = visible.first else { return false }
    return first != UInt8(ascii: "{") || visible.dropFirst().first == UInt8(ascii: ":")
  }

  /// Cuts a stream of bytes into whole lines and imports them.
  private struct Lines {
    let file: String
    var result = TransactionImport()
    var event = TransactionEvent()
    var pending: [UInt8] = []
    var line = 1

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
      var outcome: Result<Int, HistoryError> = .success(line)
      pending.withUnsafeBufferPointer { buffer in
        let whole = UnsafeBufferPointer(rebasing: buffer[..<count])
        var cursor = TextCursor(whole, file: file, line: line)
        do throws(HistoryError) {
          try Self.events(&cursor, &event, &result)
          outcome = .success(cursor.line)
        } catch {
          outcome = .failure(error)
        }
      }
      swap(&result, &self.result)
      swap(&event, &self.event)
      line = try outcome.get()
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
  }
}
