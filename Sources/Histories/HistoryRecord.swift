import Vocabulary

/// A record of the block file as four little-endian words.
struct HistoryRecord {
  static let size = 32

  enum Tag: UInt8 {
    case invoke = 1
    case complete, key, text, end, list
  }

  var words: (UInt64, UInt64, UInt64, UInt64)

  init(_ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0, _ fourth: UInt64 = 0) {
    words = (first.littleEndian, second.littleEndian, third.littleEndian, fourth.littleEndian)
  }

  static func head(
    _ tag: Tag, detail: UInt8 = 0, flags: UInt16 = 0, number: UInt32
  ) -> UInt64 {
    UInt64(tag.rawValue) | UInt64(detail) << 8 | UInt64(flags) << 16 | UInt64(number) << 32
  }

  static func invoke(
    process: Int32, kind: OperationKind, key: UInt32, argument: Int64?, expected: Int64?,
    time: Int32
  ) -> HistoryRecord {
    let flags: UInt16 = (argument == nil ? 0 : 1) | (expected == nil ? 0 : 2)
    return HistoryRecord(
      head(
        .invoke, detail: kind.rawValue, flags: flags, number: UInt32(bitPattern: process)),
      UInt64(UInt32(bitPattern: time)) | UInt64(key) << 32,
      UInt64(bitPattern: argument ?? 0), UInt64(bitPattern: expected ?? 0))
  }

  static func complete(
    operation: UInt32, outcome: Outcome, value: Int64?, matched: Bool?, revision: Int64?,
    time: Int32
  ) -> HistoryRecord {
    var flags: UInt16 = (value == nil ? 0 : 1) | (revision == nil ? 0 : 2)
    if let matched { flags |= matched ? 12 : 4 }
    let code: UInt8 =
      switch outcome {
      case .ok: 0
      case .fail: 1
      case .info: 2
      }
    return HistoryRecord(
      head(.complete, detail: code, flags: flags, number: operation),
      UInt64(UInt32(bitPattern: time)),
      UInt64(bitPattern: value ?? 0), UInt64(bitPattern: revision ?? 0))
  }

  static let end = HistoryRecord(head(.end, number: 0))

  /// The records of a collection, which stand before the event that it belongs to.
  static func list(_ list: HistoryList, operation: UInt32, isValue: Bool) -> [HistoryRecord] {
    let flags = UInt16(isValue ? 1 : 0) | UInt16(list.form.rawValue) << 1
    let all = list.elements.count
    return stride(from: 0, to: max(all, 1), by: 3).map { start in
      let part = list.elements[start..<min(start + 3, all)]
      func word(_ place: Int) -> UInt64 {
        place < part.endIndex ? UInt64(bitPattern: part[place]) : 0
      }
      return HistoryRecord(
        head(.list, detail: UInt8(part.count), flags: flags, number: operation), word(start),
        word(start + 1), word(start + 2))
    }
  }

  /// The records of a key's or a text's name.
  static func name(_ tag: Tag, id: UInt32, _ name: String) -> [HistoryRecord] {
    var bytes = Array(name.utf8)
    let length = bytes.count
    let rest = max(0, length - 16)
    bytes += repeatElement(0, count: 16 + (rest + 31) / 32 * 32 - length)
    func word(_ index: Int) -> UInt64 {
      bytes[index * 8..<index * 8 + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    var records = [HistoryRecord(head(tag, number: id), UInt64(length), word(0), word(1))]
    for start in stride(from: 2, to: bytes.count / 8, by: 4) {
      records.append(
        HistoryRecord(word(start), word(start + 1), word(start + 2), word(start + 3)))
    }
    return records
  }
}

/// Records on their way to the file: one block.
struct HistoryBlock {
  static let magic: UInt32 = 0x4b4c_4243
  static let headerSize = 32
  static let largestPayload = 64 << 20

  var baseTime: Int64
  var firstOperation: UInt32
  var records: [HistoryRecord] = []

  /// The block as it stands in the file.
  var bytes: [UInt8] {
    let payload = records.count * HistoryRecord.size
    func header(crc: UInt32) -> HistoryRecord {
      HistoryRecord(
        UInt64(Self.magic) | UInt64(payload) << 32, UInt64(records.count) | UInt64(crc) << 32,
        UInt64(bitPattern: baseTime), UInt64(firstOperation))
    }
    return [UInt8](unsafeUninitializedCapacity: Self.headerSize + payload) { buffer, count in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      raw.storeBytes(of: header(crc: 0).words, as: (UInt64, UInt64, UInt64, UInt64).self)
      records.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(rebasing: raw[Self.headerSize...]).copyMemory(from: $0)
      }
      let crc = CRC32.of(UnsafeRawBufferPointer(raw))
      raw.storeBytes(of: header(crc: crc).words, as: (UInt64, UInt64, UInt64, UInt64).self)
      count = raw.count
    }
  }

  /// The 32 bytes at the start of the file.
  static let fileHeader: [UInt8] =
    Array("CYGNHIST".utf8) + [1, 0, UInt8(HistoryRecord.size), 0] + [UInt8](repeating: 0, count: 20)
}
