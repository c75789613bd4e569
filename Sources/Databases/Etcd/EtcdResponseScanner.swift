/// Walks JSON bytes once without building anything.
///
/// Shape:  the caller asks for members by name and skips the rest; names are compared as raw
///         bytes, which suits names without escapes, such as all of etcd's.
///         `CanonicalJSON` reads the answer to a put in 7 to 11 µs, a fifth of all the processor
///         time that the client spends on an operation; hence this.
/// Limits: nesting at most 32 deep.
/// Errors: `Malformed` with the offset of the first byte that does not fit.
struct EtcdResponseScanner {
  /// The bytes are no JSON, or not of the expected shape.
  struct Malformed: Error, Sendable { var offset: Int }

  private let bytes: UnsafeRawBufferPointer
  private var offset = 0
  private var depth = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Calls `body` at the value of each member; it says false for a value that it has not read.
  mutating func members(
    _ body: (Slice<UnsafeRawBufferPointer>, inout EtcdResponseScanner) throws(Malformed) -> Bool
  ) throws(Malformed) {
    try enter("{")
    if take("}") {
      depth -= 1
      return
    }
    repeat {
      skipSpace()
      let name = try string()
      try expect(":")
      if try !body(name, &self) { try skipValue() }
    } while take(",")
    try expect("}")
    depth -= 1
  }

  /// Calls `body` at each element; it must read it.
  mutating func elements(
    _ body: (inout EtcdResponseScanner) throws(Malformed) -> Void
  ) throws(Malformed) {
    try enter("[")
    if take("]") {
      depth -= 1
      return
    }
    repeat { try body(&self) } while take(",")
    try expect("]")
    depth -= 1
  }

  /// A whole number, bare or, as protobuf's JSON writes 64 bits, in quotes.
  mutating func unsigned() throws(Malformed) -> UInt64 {
    skipSpace()
    let start = offset
    if peek() == UInt8(ascii: "\"") {
      let digits = try string()
      guard let value = Self.number(digits) else { throw Malformed(offset: start) }
      return value
    }
    while let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      offset += 1
    }
    guard let value = Self.number(bytes[start..<offset]) else { throw Malformed(offset: start) }
    return value
  }

  /// The same for numbers that fit 63 bits.
  mutating func integer() throws(Malformed) -> Int64 {
    let start = offset
    guard let value = Int64(exactly: try unsigned()) else { throw Malformed(offset: start) }
    return value
  }

  /// `true` or `false`.
  mutating func flag() throws(Malformed) -> Bool {
    skipSpace()
    if try word("true") { return true }
    if try word("false") { return false }
    throw Malformed(offset: offset)
  }

  /// The bytes between the quotes, escapes left as they are.
  mutating func string() throws(Malformed) -> Slice<UnsafeRawBufferPointer> {
    skipSpace()
    let start = offset
    guard peek() == UInt8(ascii: "\"") else { throw Malformed(offset: start) }
    offset += 1
    while let byte = peek() {
      if byte == UInt8(ascii: "\"") {
        defer { offset += 1 }
        return bytes[(start + 1)..<offset]
      }
      guard byte >= 0x20 else { break }
      offset += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    throw Malformed(offset: min(offset, bytes.count))
  }

  /// Text of a string; backslash escapes of quotes and backslashes are undone, others are kept.
  mutating func text() throws(Malformed) -> String {
    var result: [UInt8] = []
    var isEscaped = false
    for byte in try string() {
      if !isEscaped, byte == UInt8(ascii: "\\") {
        isEscaped = true
        continue
      }
      let isPlain = [UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/")].contains(byte)
      if isEscaped, !isPlain { result.append(UInt8(ascii: "\\")) }
      isEscaped = false
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Leaves the next value behind, whatever it is.
  mutating func skipValue() throws(Malformed) {
    skipSpace()
    switch peek() {
    case UInt8(ascii: "{"): try members { _, _ in false }
    case UInt8(ascii: "["):
      try elements { (inner: inout EtcdResponseScanner) throws(Malformed) in
        try inner.skipValue()
      }
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try flag()
    case UInt8(ascii: "n"):
      guard try word("null") else { throw Malformed(offset: offset) }
    default:
      let start = offset
      while let byte = peek(), "+-.eE0123456789".utf8.contains(byte) { offset += 1 }
      if offset == start { throw Malformed(offset: start) }
    }
  }

  /// Nothing but white space may follow.
  mutating func end() throws(Malformed) {
    skipSpace()
    if offset != bytes.count { throw Malformed(offset: offset) }
  }

  private mutating func enter(_ open: Unicode.Scalar) throws(Malformed) {
    skipSpace()
    guard depth < 32 else { throw Malformed(offset: offset) }
    try expect(open)
    depth += 1
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws(Malformed) {
    if !take(scalar) { throw Malformed(offset: offset) }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipSpace()
    guard peek() == UInt8(ascii: scalar) else { return false }
    offset += 1
    return true
  }

  private mutating func word(_ word: StaticString) throws(Malformed) -> Bool {
    guard bytes.count - offset >= word.utf8CodeUnitCount else { return false }
    let part = bytes[offset..<(offset + word.utf8CodeUnitCount)]
    guard part == word else { return false }
    offset += word.utf8CodeUnitCount
    return true
  }

  private func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
      offset += 1
    }
  }

  private static func number(_ digits: Slice<UnsafeRawBufferPointer>) -> UInt64? {
    guard !digits.isEmpty else { return nil }
    var value: UInt64 = 0
    for byte in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let (scaled, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = scaled.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
      if over || carry { return nil }
      value = sum
    }
    return value
  }
}

/// Compares raw bytes with a literal.
func == (bytes: Slice<UnsafeRawBufferPointer>, literal: StaticString) -> Bool {
  bytes.elementsEqual(
    UnsafeRawBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
}
