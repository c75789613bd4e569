/// Reads JSON lines that are written as nearly all are, several times faster than `JSONLines`.
///
/// Shape: members `process`, `type`, `f`, `key`, `value` and `time` in any order, whole numbers,
/// keys of at most 15 bytes without escapes. At the first line that is anything else, wrong ones
/// included, it stops before that line and leaves it to `JSONLines`, which also words the errors.
struct PlainLine {
  /// More than is looked at before a line is found not to be plain, so that nothing below needs
  /// to look for the end of the bytes: members end before 128, and none is longer than 80.
  private static let longest = 256

  private var at: UnsafePointer<UInt8>
  private var event = HistoryImport.Event()
  private var key = ShortKeys.Name()
  private var seen: UInt8 = 0
  private var isPair = false
  private var hasInteger = false
  private var value: Int64?
  private var second: Int64?

  private init(_ at: UnsafePointer<UInt8>) { self.at = at }

  /// Takes plain lines from the cursor on until one is not plain or the bytes are nearly used up.
  static func take(_ cursor: inout TextCursor, _ result: inout HistoryImport) {
    guard let base = cursor.bytes.baseAddress else { return }
    let last = cursor.bytes.count - longest
    while cursor.place <= last {
      var line = PlainLine(base + cursor.place)
      guard line.parse(), line.add(to: &result) else { return }
      cursor.passLine(to: line.at - base)
      if cursor.next != UInt8(ascii: "{") { cursor.skipLineEnds() }
    }
  }

  /// Reads one line; false where it is not plain.
  @inline(__always)
  private mutating func parse() -> Bool {
    let end = at + Self.longest / 2
    guard take("{") else { return false }
    repeat {
      skipBlanks()
      guard member(), at < end else { return false }
      skipBlanks()
    } while take(",")
    guard take("}") else { return false }
    skipBlanks()
    return take("\n") && seen & 7 == 7
  }

  @inline(__always)
  private mutating func member() -> Bool {
    let word = load()
    if word == Word.process, byte(8) == UInt8(ascii: "\"") {
      guard colon(9), let process = integer() else { return false }
      event.process = process
      seen |= 1
      return true
    }
    if word & Word.six == Word.type { return colon(6) && step() }
    if word & Word.three == Word.function { return colon(3) && kind() }
    if word & Word.five == Word.key { return colon(5) && name() }
    if word & Word.seven == Word.value { return colon(7) && values() }
    if word & Word.six == Word.time {
      guard colon(6), let time = integer() else { return false }
      event.time = time
      return true
    }
    return false
  }

  @inline(__always)
  private mutating func step() -> Bool {
    seen |= 2
    let word = load()
    if word == Word.invoke { return pass(8, .invoke) }
    if word & Word.four == Word.ok { return pass(4, .ok) }
    if word & Word.six == Word.fail { return pass(6, .fail) }
    if word & Word.six == Word.info { return pass(6, .info) }
    return false
  }

  @inline(__always)
  private mutating func kind() -> Bool {
    seen |= 4
    let word = load()
    if word & Word.six == Word.read { return pass(6, .read) }
    if word & Word.seven == Word.write { return pass(7, .write) }
    if word & Word.five == Word.swap { return pass(5, .compareAndSet) }
    return false
  }

  @inline(__always)
  private mutating func pass(_ count: Int, _ step: HistoryImport.Step) -> Bool {
    at += count
    event.step = step
    return true
  }

  @inline(__always)
  private mutating func pass(_ count: Int, _ kind: OperationKind) -> Bool {
    at += count
    event.kind = kind
    return true
  }

  /// A key: a string, or a whole number that stands for its digits.
  @inline(__always)
  private mutating func name() -> Bool {
    let isText = take("\"")
    var count: UInt64 = 0
    key = ShortKeys.Name()
    while isText ? byte(0) != UInt8(ascii: "\"") : byte(0) &- UInt8(ascii: "0") < 10 {
      guard byte(0) >= 32, byte(0) < 128, byte(0) != UInt8(ascii: "\\"), count < 15 else {
        return false
      }
      let shifted = UInt64(byte(0)) &<< ((count & 7) &* 8)
      if count < 8 { key.low |= shifted } else { key.high |= shifted }
      count &+= 1
      at += 1
    }
    key.high |= count << 56
    seen |= 8
    if isText { return take("\"") }
    // `007` is the key 7, and `1.5` is none.
    return byte(0) == UInt8(ascii: ",") && (key.low & 255 != 48 || count == 1) && count > 0
  }

  /// A number, `null`, or two of them in brackets.
  @inline(__always)
  private mutating func values() -> Bool {
    isPair = take("[")
    if isPair { skipBlanks() }
    guard let first = scalar() else { return false }
    value = first
    guard isPair else { return true }
    skipBlanks()
    guard take(",") else { return false }
    skipBlanks()
    guard let last = scalar() else { return false }
    second = last
    skipBlanks()
    return take("]")
  }

  /// A number or `null`; nil, which is neither, where something else stands here.
  @inline(__always)
  private mutating func scalar() -> Int64?? {
    if load() & Word.four == Word.null {
      at += 4
      return .some(nil)
    }
    guard let number = integer() else { return nil }
    hasInteger = true
    return .some(number)
  }

  /// A whole number of at most 18 digits.
  @inline(__always)
  private mutating func integer() -> Int64? {
    let isNegative = take("-")
    let start = at
    let end = at + 19
    var number: Int64 = 0
    if let eight = eightDigits {
      number = eight
      at += 8
    }
    while at < end {
      let digit = byte(0) &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      number = number &* 10 &+ Int64(digit)
      at += 1
    }
    guard at > start, at < end, byte(0) | 32 != UInt8(ascii: "e"), byte(0) != 46 else {
      return nil
    }
    return isNegative ? -number : number
  }

  /// The number that the next eight bytes are, where all are digits.
  ///
  /// Source: Lemire, "Quickly parsing eight digits", 2022.
  @inline(__always)
  private var eightDigits: Int64? {
    let digits = load() ^ 0x3030_3030_3030_3030
    guard (digits | digits &+ 0x7676_7676_7676_7676) & 0x8080_8080_8080_8080 == 0 else {
      return nil
    }
    let pairs = digits &* 10 &+ digits >> 8
    let even = (pairs & 0xff_0000_00ff) &* 0xf4240_0000_0064
    let odd = (pairs >> 16 & 0xff_0000_00ff) &* 0x2710_0000_0001
    return Int64(truncatingIfNeeded: (even &+ odd) >> 32)
  }

  /// What `JSONLines` does with an event; false, and nothing changed, where it would refuse.
  @inline(__always)
  private mutating func add(to result: inout HistoryImport) -> Bool {
    let isInvoke = event.step == .invoke
    if event.kind == .compareAndSet {
      guard !isInvoke || (isPair && second != nil) else { return false }
      event.expected = value
      event.value = second
    } else {
      guard !isPair, event.kind == .read || !isInvoke || value != nil else { return false }
      event.value = event.kind == .read && isInvoke ? nil : value
    }
    if hasInteger { guard result.takesIntegers() else { return false } }
    guard isInvoke else { return result.put(event, key: 0) == nil }
    guard seen & 8 != 0 else { return false }
    return result.put(event, key: result.key(key)) == nil
  }

  @inline(__always)
  private func load() -> UInt64 {
    UInt64(
      littleEndian: UnsafeRawPointer(at).loadUnaligned(as: UInt64.self))
  }

  @inline(__always)
  private func byte(_ ahead: Int) -> UInt8 { at[ahead] }

  @inline(__always)
  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard at[0] == UInt8(truncatingIfNeeded: byte.value) else { return false }
    at += 1
    return true
  }

  /// Passes two blanks at most; a line with more is not plain.
  @inline(__always)
  private mutating func skipBlanks() {
    if isBlank { at += 1 }
    if isBlank { at += 1 }
  }

  private var isBlank: Bool { at[0] == 32 || at[0] == 9 || at[0] == 13 }

  /// Passes a member's name of that many bytes and the colon after it.
  @inline(__always)
  private mutating func colon(_ count: Int) -> Bool {
    at += count
    skipBlanks()
    guard take(":") else { return false }
    skipBlanks()
    return true
  }

  /// The words of the format as the first bytes of a little-endian number, and masks for three to
  /// seven bytes. Numbers and no expressions: each is asked for several times a line.
  private enum Word {
    static let three: UInt64 = 0xff_ffff
    static let four: UInt64 = 0xffff_ffff
    static let five: UInt64 = 0xff_ffff_ffff
    static let six: UInt64 = 0xffff_ffff_ffff
    static let seven: UInt64 = 0xff_ffff_ffff_ffff

    /// `"process`
    static let process: UInt64 = 0x7373_6563_6f72_7022
    /// `"type"`
    static let type: UInt64 = 0x2265_7079_7422
    /// `"f"`
    static let function: UInt64 = 0x22_6622
    /// `"key"`
    static let key: UInt64 = 0x22_7965_6b22
    /// `"value"`
    static let value: UInt64 = 0x22_6575_6c61_7622
    /// `"time"`
    static let time: UInt64 = 0x2265_6d69_7422
    /// `"invoke"`
    static let invoke: UInt64 = 0x2265_6b6f_766e_6922
    /// `"ok"`
    static let ok: UInt64 = 0x226b_6f22
    /// `"fail"`
    static let fail: UInt64 = 0x226c_6961_6622
    /// `"info"`
    static let info: UInt64 = 0x226f_666e_6922
    /// `"read"`
    static let read: UInt64 = 0x2264_6165_7222
    /// `"write"`
    static let write: UInt64 = 0x22_6574_6972_7722
    /// `"cas"`
    static let swap: UInt64 = 0x22_7361_6322
    /// `null`
    static let null: UInt64 = 0x6c6c_756e
  }
}
