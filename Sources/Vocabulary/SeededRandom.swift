/// The only source of randomness: the same seed draws the same numbers on every machine.
///
/// Source: SplitMix64, Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014.
package struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts the sequence that belongs to `seed`.
  package init(seed: UInt64) { state = seed }

  /// Starts a sequence of its own for `purpose`, so that one consumer cannot shift another's draws.
  package init(seed: UInt64, purpose: String) {
    state = seed ^ Self.hash(purpose)
  }

  /// A number that belongs to a text, the same on every machine (FNV-1a).
  package static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number in `0 ..< bound`; `bound` must be positive.
  package mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "a draw needs at least one possibility")
    return Int(next() % UInt64(bound))
  }

  /// A number in 0 ..< 1 with 53 bits.
  package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
