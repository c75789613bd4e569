import FoundationEssentials

/// Cuts a growing stream of bytes into whole blocks whose checksum is right.
///
/// Shape: fed in pieces; keeps only what is not yet a whole block.
struct BlockScanner {
  /// Where the next block begins in the file.
  private(set) var offset = 0
  private var pending = Data()
  private var sawHeader = false
  private let path: String

  init(path: String) { self.path = path }

  /// Bytes that are no whole block yet.
  var bytesPending: Int { pending.count }

  /// Forgets what is not a whole block, for a reader that will read it again from `offset`.
  mutating func dropPending() { pending = Data() }

  /// Hands every whole block and its offset in the file to `body`; false from the first on that
  /// is damaged.
  mutating func feed(
    _ bytes: Data, _ body: (UnsafeRawBufferPointer, Int) throws(HistoryError) -> Void
  ) throws(HistoryError) -> Bool {
    if pending.isEmpty { pending = bytes } else { pending.append(bytes) }
    var used = 0
    var isSound = true
    var failure: HistoryError?
    pending.withUnsafeBytes { raw in
      do throws(HistoryError) {
        if !sawHeader {
          guard try Self.checkHeader(raw, path: path) else { return }
          sawHeader = true
          used = HistoryBlock.headerSize
        }
        while isSound {
          let rest = UnsafeRawBufferPointer(rebasing: raw[used...])
          switch Self.first(of: rest) {
          case .whole(let length):
            let block = UnsafeRawBufferPointer(rebasing: rest[..<length])
            try body(block, offset + used)
            used += length
          case .short: return
          case .damaged: isSound = false
          }
        }
      } catch {
        failure = error
      }
    }
    offset += used
    pending = used == pending.count ? Data() : Data(pending.dropFirst(used))
    if let failure { throw failure }
    return isSound
  }

  /// What stands where a block should begin.
  enum Found {
    case whole(Int)
    /// A beginning of a block of this many bytes.
    case short(Int)
    case damaged
  }

  static func first(of bytes: UnsafeRawBufferPointer) -> Found {
    guard bytes.count >= HistoryBlock.headerSize else { return .short(HistoryBlock.headerSize) }
    func word(_ offset: Int) -> UInt32 {
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    let payload = Int(word(4))
    guard word(0) == HistoryBlock.magic, payload <= HistoryBlock.largestPayload,
      payload == Int(word(8)) * HistoryRecord.size
    else { return .damaged }
    let length = HistoryBlock.headerSize + payload
    guard bytes.count >= length else { return .short(length) }
    var crc = CRC32.extend(CRC32.start, UnsafeRawBufferPointer(rebasing: bytes[..<12]))
    let zero: [UInt8] = [0, 0, 0, 0]
    crc = zero.withUnsafeBytes { CRC32.extend(crc, $0) }
    crc = CRC32.extend(crc, UnsafeRawBufferPointer(rebasing: bytes[16..<length]))
    return CRC32.finish(crc) == word(12) ? .whole(length) : .damaged
  }

  /// Whether the file's header is there; a prefix of one is a file that was just created.
  static func checkHeader(
    _ bytes: UnsafeRawBufferPointer, path: String
  ) throws(HistoryError) -> Bool {
    let expected = HistoryBlock.fileHeader
    let common = min(bytes.count, expected.count)
    guard bytes[..<common].elementsEqual(expected[..<common]) else {
      let found = bytes[..<min(bytes.count, 12)].map { String($0, radix: 16) }
      throw .damaged(
        path: path, offset: 0,
        reason: "it begins with the bytes \(found.joined(separator: " ")), not with CYGNHIST "
          + "version 1")
    }
    return bytes.count >= expected.count
  }
}
