/// The first byte of a record in a block of transactions.
enum TransactionRecord: UInt8 {
  case invoke = 1
  case ok, fail, info, key, text, element, objects, end
}

/// The frame of a block of transactions, as `docs/reference/history.md` has it.
enum TransactionBlock {
  static let magic: UInt32 = 0x4e58_5443
  static let headerSize = 32
  static let largestPayload = 64 << 20

  /// The 32 bytes at the start of the file.
  static let fileHeader: [UInt8] =
    Array("CYGNTXNS".utf8) + [1, 0] + [UInt8](repeating: 0, count: 22)

  /// The block as it stands in the file.
  static func bytes(
    _ payload: [UInt8], records: UInt32, baseTime: Int64, firstTransaction: UInt32
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: headerSize + payload.count) { buffer, count in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      func store(_ value: UInt32, _ offset: Int) {
        raw.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt32.self)
      }
      store(magic, 0)
      store(UInt32(payload.count), 4)
      store(records, 8)
      store(0, 12)
      raw.storeBytes(of: baseTime.littleEndian, toByteOffset: 16, as: Int64.self)
      store(firstTransaction, 24)
      store(0, 28)
      payload.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(rebasing: raw[headerSize...]).copyMemory(from: $0)
      }
      store(CRC32.of(UnsafeRawBufferPointer(raw)), 12)
      count = raw.count
    }
  }
}

/// Appends numbers of seven bits a byte, the lowest first; the top bit says that more follow.
struct NumberWriter {
  var bytes: [UInt8] = []

  mutating func tag(_ record: TransactionRecord) { bytes.append(record.rawValue) }

  mutating func unsigned(_ value: UInt64) {
    var rest = value
    while rest >= 128 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func unsigned(_ value: Int) { unsigned(UInt64(value)) }

  /// Small numbers of either sign become small: 0, −1, 1, −2, …
  mutating func signed(_ value: Int64) { unsigned(UInt64(bitPattern: value << 1 ^ value >> 63)) }

  mutating func name(_ name: String) {
    unsigned(name.utf8.count)
    bytes += Array(name.utf8)
  }
}

/// Reads what `NumberWriter` wrote; past the end or at nonsense it gives zeros and `isBroken`.
struct NumberReader {
  private let bytes: UnsafeRawBufferPointer
  private(set) var place: Int
  private(set) var isBroken = false

  init(_ bytes: UnsafeRawBufferPointer, from place: Int) {
    self.bytes = bytes
    self.place = place
  }

  var isAtEnd: Bool { place >= bytes.count }

  @inline(__always) mutating func byte() -> UInt8 {
    guard place < bytes.count else {
      isBroken = true
      return 0
    }
    defer { place += 1 }
    return bytes[place]
  }

  @inline(__always) mutating func unsigned() -> UInt64 {
    let first = byte()
    return first < 128 ? UInt64(first) : rest(of: UInt64(first & 127))
  }

  private mutating func rest(of start: UInt64) -> UInt64 {
    var value = start
    var shift: UInt64 = 7
    while shift < 64 {
      let next = byte()
      value |= UInt64(next & 127) << shift
      if next < 128 { return value }
      shift += 7
    }
    isBroken = true
    return 0
  }

  @inline(__always) mutating func signed() -> Int64 {
    let value = unsigned()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// A count or a number below `limit`.
  @inline(__always) mutating func number(below limit: Int) -> Int {
    let value = unsigned()
    guard value < UInt64(limit) else {
      isBroken = true
      return 0
    }
    return Int(value)
  }

  mutating func name() -> String {
    let length = unsigned()
    guard length <= UInt64(bytes.count - place) else {
      isBroken = true
      return ""
    }
    defer { place += Int(length) }
    return String(decoding: bytes[place..<place + Int(length)], as: UTF8.self)
  }
}
