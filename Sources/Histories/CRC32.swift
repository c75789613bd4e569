/// The checksum of IEEE 802.3 and zlib, eight bytes a step.
///
/// Source: Kounavis and Berry, "Novel table lookup-based algorithms for CRC generation", 2008.
enum CRC32 {
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var value = UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
      tables[byte] = value
    }
    for slot in 256..<8 * 256 {
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
      while place + 8 <= bytes.count {
        let word = UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        let low = UInt32(truncatingIfNeeded: word) ^ crc
        let high = UInt32(truncatingIfNeeded: word >> 32)
        let near =
          table[1792 + Int(low & 255)] ^ table[1536 + Int(low >> 8 & 255)]
          ^ table[1280 + Int(low >> 16 & 255)] ^ table[1024 + Int(low >> 24)]
        let far =
          table[768 + Int(high & 255)] ^ table[512 + Int(high >> 8 & 255)]
          ^ table[256 + Int(high >> 16 & 255)] ^ table[Int(high >> 24)]
        crc = near ^ far
        place += 8
      }
      while place < bytes.count {
        crc = crc >> 8 ^ table[Int((crc ^ UInt32(bytes[place])) & 255)]
        place += 1
      }
      return crc
    }
  }
}
