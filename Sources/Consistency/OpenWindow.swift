/// Which of at most 256 open operations have taken effect, by their slots.
typealias OpenWindow = SIMD4<UInt64>

extension OpenWindow {
  /// How many slots there are.
  static var limit: Int32 { 256 }

  func has(_ slot: Int32) -> Bool { self[Int(slot) >> 6] >> UInt64(slot & 63) & 1 == 1 }

  mutating func insert(_ slot: Int32) { self[Int(slot) >> 6] |= 1 << UInt64(slot & 63) }

  mutating func remove(_ slot: Int32) { self[Int(slot) >> 6] &= ~(1 << UInt64(slot & 63)) }
}
