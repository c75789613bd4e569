import Vocabulary

extension History {
  /// Reads a block file up to the last whole block.
  ///
  /// Errors: the file cannot be read, or is no history; a cut or torn end is no error.
  /// Complexity: one pass; each block is read, summed and decoded while it is in the cache.
  package init(reading path: String) throws(HistoryError) {
    self.init()
    endedCleanly = false
    let file = try HistoryFile(reading: path)
    // An operation has two records where it was answered.
    operations.reserveCapacity(file.size / (2 * HistoryRecord.size))
    LargePages.use(under: &operations)
    var reader = BlockReader(file)
    var decoder = BlockDecoder(path: path)
    bytesCut = try reader.blocks { block, offset throws(HistoryError) in
      try decoder.decode(block, at: offset, into: &self)
    }
    if bytesCut > 0 { endedCleanly = false }
  }
}

extension History: HistorySink {
  mutating func invoked(
    process: Int, kind: OperationKind, key: UInt32, argument: Int64?, expected: Int64?,
    time: Nanoseconds
  ) {
    invoke(
      process: process, kind: kind, key: key, argument: argument, expected: expected, at: time)
  }

  mutating func completed(
    _ number: UInt32, outcome: Outcome, value: Int64?, matched: Bool?, revision: Int64?,
    time: Nanoseconds
  ) {
    complete(
      OperationNumber(rawValue: number), outcome: outcome, value: value, matched: matched,
      revision: revision, at: time)
  }

  mutating func take(_ entry: HistoryEntry) {
    switch entry {
    case .key(let name): keys.append(name)
    case .text(let text): texts.append(text)
    case .end: endedCleanly = true
    }
  }
}
