import FoundationEssentials

extension History {
  /// Reads a block file up to the last whole block.
  ///
  /// Errors: the file cannot be read, or is no history; a cut or torn end is no error.
  package init(reading path: String) throws(HistoryError) {
    self.init()
    endedCleanly = false
    let file = try HistoryFile(reading: path)
    var scanner = BlockScanner(path: path)
    var decoder = BlockDecoder(path: path)
    var isSound = true
    var size = 0
    while true {
      let bytes = try file.read(upTo: 1 << 20)
      if bytes.isEmpty { break }
      size += bytes.count
      guard isSound else { continue }
      isSound = try scanner.feed(bytes) { block, offset throws(HistoryError) in
        try decoder.decode(block, at: offset) { entry in take(entry) }
      }
    }
    bytesCut = size - scanner.offset
    if bytesCut > 0 { endedCleanly = false }
  }

  private mutating func take(_ entry: HistoryEntry) {
    switch entry {
    case .invoke(let process, let kind, let key, let argument, let expected, let time):
      invoke(
        process: process, kind: kind, key: key, argument: argument, expected: expected, at: time)
    case .complete(let number, let outcome, let value, let matched, let revision, let time):
      complete(
        OperationNumber(rawValue: number), outcome: outcome, value: value, matched: matched,
        revision: revision, at: time)
    case .key(let name): keys.append(name)
    case .text(let text): texts.append(text)
    case .end: endedCleanly = true
    }
  }
}
