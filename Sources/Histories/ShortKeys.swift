/// The numbers of keys of at most 15 bytes, found by their bytes without making a string.
///
/// Shape: open addressing; a name is its bytes and its length in two words.
struct ShortKeys {
  struct Name: Equatable {
    /// The first eight bytes, the first in the lowest place.
    var low: UInt64 = 0
    /// The rest, and the length in the highest byte.
    var high: UInt64 = 0

    var text: String {
      let count = Int(high >> 56)
      return String(unsafeUninitializedCapacity: count) { buffer in
        for place in 0..<count {
          let word = place < 8 ? low : high
          buffer[place] = UInt8(truncatingIfNeeded: word >> UInt64(place % 8 * 8))
        }
        return count
      }
    }
  }

  private var names = [Name](repeating: Name(), count: 64)
  /// The key's number plus one; 0 where the slot is free.
  private var keys = [UInt32](repeating: 0, count: 64)
  private var count = 0

  @inline(__always)
  subscript(_ name: Name) -> UInt32? {
    var slot = Self.hash(name) & (keys.count - 1)
    while keys[slot] != 0 {
      if names[slot] == name { return keys[slot] - 1 }
      slot = (slot + 1) & (keys.count - 1)
    }
    return nil
  }

  mutating func insert(_ name: Name, _ key: UInt32) {
    if (count + 1) * 2 > keys.count { grow() }
    place(name, key + 1)
    count += 1
  }

  private mutating func place(_ name: Name, _ entry: UInt32) {
    var slot = Self.hash(name) & (keys.count - 1)
    while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
    names[slot] = name
    keys[slot] = entry
  }

  private mutating func grow() {
    let (oldNames, oldKeys) = (names, keys)
    names = [Name](repeating: Name(), count: oldKeys.count * 4)
    keys = [UInt32](repeating: 0, count: oldKeys.count * 4)
    for slot in oldKeys.indices where oldKeys[slot] != 0 { place(oldNames[slot], oldKeys[slot]) }
  }

  private static func hash(_ name: Name) -> Int {
    let mixed = (name.low ^ (name.high &* 0x9e37_79b9_7f4a_7c15)) &* 0xff51_afd7_ed55_8ccd
    return Int(truncatingIfNeeded: mixed >> 32)
  }
}
