/// The checksum of IEEE 802.3 and zlib, sixteen bytes a step.
///
/// Source: Kounavis and Berry, "Novel table lookup-based algorithms for CRC generation", 2008.
enum CRC32 {
  private static let stride = 16

  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: stride * 256)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
      tables[byte] = value
    }
    for slot in 256..<stride * 256 {
      tables[slot] = tables[slot - 256] >> 8 ^ tables[Int(tables[slot - 256] & 255)]
    }
    return tables
  }()

  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    finish(extend(start, bytes))
  }

  static let start: UInt32 = ~0

  static func finish(_ state: UInt32) -> UInt32 { ~state }

  static func extend(_ state: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
    tables.withUnsafeBufferPointer { table in
      var crc = state
      var place = 0
      while place + stride <= bytes.count {
        let near = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        let far = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self))
        crc = eight(near ^ UInt64(crc), table, 15) ^ eight(far, table, 7)
        place += stride
      }
      while place < bytes.count {
        crc = crc >> 8 ^ table[Int((crc ^ UInt32(bytes[place])) & 255)]
        place += 1
      }
      return crc
    }
  }

  /// What eight bytes add, the first of which is looked up in table number `first`.
  @inline(__always)
  private static func eight(
    _ word: UInt64, _ table: UnsafeBufferPointer<UInt32>, _ first: Int
  ) -> UInt32 {
    let row = first << 8
    let low =
      table[row + Int(word & 255)] ^ table[row - 256 + Int(word >> 8 & 255)]
      ^ table[row - 512 + Int(word >> 16 & 255)] ^ table[row - 768 + Int(word >> 24 & 255)]
    let high =
      table[row - 1_024 + Int(word >> 32 & 255)] ^ table[row - 1_280 + Int(word >> 40 & 255)]
      ^ table[row - 1_536 + Int(word >> 48 & 255)] ^ table[row - 1_792 + Int(word >> 56)]
    return low ^ high
  }
}
