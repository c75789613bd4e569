import Vocabulary

extension History {
  /// Reads a block file up to the last whole block.
  ///
  /// Errors: the file cannot be read, or is no history; a cut or torn end is no error.
  /// Complexity: one pass; each block is read, summed and decoded while it is in the cache.
  package init(reading path: String) throws(HistoryError) {
    let file = try HistoryFile(reading: path)
    var filling = HistoryFilling()
    filling.history.endedCleanly = false
    // An operation has two records where it was answered.
    filling.history.operations.reserveCapacity(file.size / (2 * HistoryRecord.size))
    LargePages.use(under: &filling.history.operations)
    var reader = BlockReader(file)
    var decoder = BlockDecoder(path: path)
    let cut = try reader.blocks { block, offset throws(HistoryError) in
      try decoder.decode(block, at: offset, into: &filling)
    }
    self = filling.history
    bytesCut = cut
    if cut > 0 { endedCleanly = false }
  }
}

/// A history that the records of a file fill.
struct HistoryFilling: HistorySink {
  var history = History()
  private var lists = PendingLists()

  @inline(__always)
  mutating func invoked(
    process: Int, kind: OperationKind, key: UInt32, argument: Int64?, expected: Int64?,
    time: Nanoseconds
  ) {
    let number = history.invoke(
      process: process, kind: kind, key: key, argument: argument, expected: expected, at: time)
    if !lists.isEmpty, let list = lists.list(of: number.rawValue, isValue: false) {
      history.attach(list, to: number, isValue: false)
    }
  }

  @inline(__always)
  mutating func completed(
    _ number: UInt32, outcome: Outcome, value: Int64?, matched: Bool?, revision: Int64?,
    time: Nanoseconds
  ) {
    history.complete(
      OperationNumber(rawValue: number), outcome: outcome, value: value, matched: matched,
      revision: revision, at: time)
    if !lists.isEmpty, let list = lists.list(of: number, isValue: true) {
      history.attach(list, to: OperationNumber(rawValue: number), isValue: true)
    }
  }

  mutating func take(_ entry: HistoryEntry) {
    switch entry {
    case .key(let name): history.keys.append(name)
    case .text(let text): history.texts.append(text)
    case .list(let part): lists.take(part)
    case .end: history.endedCleanly = true
    }
  }
}
