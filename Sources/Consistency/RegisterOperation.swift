/// What an operation asks of and does to the value of one key.
///
/// Shape: 24 bytes; values are small numbers, 0 for an absent key; times are places among the
/// history's events counted from 1, so that 0 stands before all and `never` after all.
struct RegisterOperation {
  enum Effect: UInt8 {
    /// Saw `expected`.
    case read
    /// Left `written`.
    case write
    /// Saw `expected` and left `written`.
    case swap
    /// Saw anything but `expected`.
    case refused
    /// A compare-and-set that was answered without saying whether it matched.
    case tried
    /// Added the text `written` at the end.
    case append
  }

  static let never = UInt32.max

  /// The operation's place in the history.
  var number: UInt32
  var start: UInt32
  var end: UInt32
  var expected: Int32 = 0
  var written: Int32 = 0
  var effect: Effect
  /// Nobody knows whether it happened.
  var isOptional: Bool
  /// A refused compare-and-set that is known to have seen a value is a read of it; one that saw
  /// what it expected contradicts itself.
  var isContradiction = false

  var mutates: Bool { effect != .read && effect != .refused }
}
