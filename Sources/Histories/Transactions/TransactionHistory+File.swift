import FoundationEssentials

extension TransactionHistory {
  /// Reads a block file of transactions up to the last whole block.
  ///
  /// Errors: the file cannot be read, or is no such file; a cut or torn end is no error.
  package init(reading path: String) throws(HistoryError) {
    let file = try HistoryFile(reading: path)
    var decoder = TransactionDecoder(path: path)
    var pending: [UInt8] = []
    var offset = 0
    var sawHeader = false
    var isSound = true
    while true {
      let bytes = try file.read(upTo: 1 << 20)
      if bytes.isEmpty { break }
      pending += bytes
      guard isSound else { continue }
      var used = 0
      if !sawHeader {
        try Self.checkHeader(pending, path: path)
        guard pending.count >= TransactionBlock.fileHeader.count else { continue }
        sawHeader = true
        used = TransactionBlock.fileHeader.count
      }
      var result: Result<Bool, HistoryError> = .success(true)
      pending.withUnsafeBytes { raw in
        do throws(HistoryError) {
          result = .success(try Self.blocks(raw, from: &used, at: offset, &decoder))
        } catch {
          result = .failure(error)
        }
      }
      isSound = try result.get()
      offset += used
      pending.removeFirst(used)
    }
    decoder.cut(bytes: pending.count)
    self = decoder.history
  }

  /// Writes a block file of transactions, replacing one that is there.
  package func write(to path: String) throws(HistoryError) {
    let file = try HistoryFile(creating: path)
    try file.append(TransactionBlock.fileHeader)
    var encoder = TransactionEncoder(self)
    try encoder.encode { block throws(HistoryError) in try file.append(block) }
    try file.close()
  }

  /// Whether a file that begins with these bytes is a block file of transactions.
  package static func isBlockFile(_ start: some Collection<UInt8>) -> Bool {
    start.starts(with: TransactionBlock.fileHeader.prefix(8))
  }

  /// Decodes whole blocks from `used` on; false at the first that is damaged.
  private static func blocks(
    _ bytes: UnsafeRawBufferPointer, from used: inout Int, at offset: Int,
    _ decoder: inout TransactionDecoder
  ) throws(HistoryError) -> Bool {
    let headerSize = TransactionBlock.headerSize
    while bytes.count - used >= headerSize {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[used...])
      func word(_ place: Int) -> UInt32 {
        UInt32(littleEndian: rest.loadUnaligned(fromByteOffset: place, as: UInt32.self))
      }
      let payload = Int(word(4))
      guard word(0) == TransactionBlock.magic, payload <= TransactionBlock.largestPayload else {
        return false
      }
      let length = headerSize + payload
      guard rest.count >= length else { return true }
      var crc = CRC32.extend(CRC32.start, UnsafeRawBufferPointer(rebasing: rest[..<12]))
      let zero: [UInt8] = [0, 0, 0, 0]
      crc = zero.withUnsafeBytes { CRC32.extend(crc, $0) }
      crc = CRC32.extend(crc, UnsafeRawBufferPointer(rebasing: rest[16..<length]))
      guard CRC32.finish(crc) == word(12) else { return false }
      try decoder.decode(UnsafeRawBufferPointer(rebasing: rest[..<length]), at: offset + used)
      used += length
    }
    return true
  }

  private static func checkHeader(_ bytes: [UInt8], path: String) throws(HistoryError) {
    let expected = TransactionBlock.fileHeader
    let common = min(bytes.count, expected.count)
    guard bytes[..<common].elementsEqual(expected[..<common]) else {
      let found = bytes[..<min(bytes.count, 12)].map { String($0, radix: 16) }
      throw .damaged(
        path: path, offset: 0,
        reason: "it begins with the bytes \(found.joined(separator: " ")), not with CYGNTXNS "
          + "version 1")
    }
  }
}
