import NIOCore

/// Base64 as etcd's gateway writes keys and values, and back to the numbers we store.
enum EtcdBase64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Appends the encoding of `bytes`, padded.
  static func write(_ bytes: some Sequence<UInt8>, to buffer: inout ByteBuffer) {
    var group: UInt32 = 0
    var held = 0
    for byte in bytes {
      group = group << 8 | UInt32(byte)
      held += 1
      if held == 3 {
        write(group, characters: 4, to: &buffer)
        (group, held) = (0, 0)
      }
    }
    guard held > 0 else { return }
    write(group << (8 * (3 - held)), characters: held + 1, to: &buffer)
    buffer.writeRepeatingByte(UInt8(ascii: "="), count: 3 - held)
  }

  private static func write(_ group: UInt32, characters: Int, to buffer: inout ByteBuffer) {
    for place in 0..<characters {
      buffer.writeInteger(alphabet[Int(group >> (18 - 6 * place)) & 63])
    }
  }

  /// The whole number whose decimal digits are encoded; nil where they are anything else.
  static func integer(_ encoded: some Sequence<UInt8>) -> Int64? {
    var digits = DecimalDigits()
    var bits: UInt32 = 0
    var held = 0
    for character in encoded {
      if character == UInt8(ascii: "=") { break }
      guard let six = sextet(character) else { return nil }
      bits = bits << 6 | six
      held += 6
      if held >= 8 {
        held -= 8
        guard digits.take(UInt8(truncatingIfNeeded: bits >> UInt32(held))) else { return nil }
      }
    }
    return digits.value
  }

  private static func sextet(_ character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// Digits one at a time into a number, a minus sign first where there is one.
  private struct DecimalDigits {
    private var magnitude: Int64 = 0
    private var isNegative = false
    private var count = 0

    var value: Int64? { count == 0 ? nil : magnitude }

    mutating func take(_ byte: UInt8) -> Bool {
      if byte == UInt8(ascii: "-"), count == 0, !isNegative {
        isNegative = true
        return true
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return false }
      let digit = Int64(byte - UInt8(ascii: "0"))
      let (scaled, over) = magnitude.multipliedReportingOverflow(by: 10)
      // Negative numbers grow downwards, so that the smallest fits.
      let (sum, carry) = scaled.addingReportingOverflow(isNegative ? -digit : digit)
      magnitude = sum
      count += 1
      return !over && !carry
    }
  }
}
