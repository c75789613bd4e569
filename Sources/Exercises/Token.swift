import Crypto

/// A secret of 256 bits in a link or a cookie; only its SHA-256 is ever kept.
package struct Token: Sendable, Equatable {
  /// 43 characters of base64url.
  package let text: String

  /// Makes a token of 32 random bytes.
  package init(bytes: [UInt8]) {
    precondition(bytes.count == 32, "a token is made of exactly 32 random bytes")
    text = Self.base64url(bytes)
  }

  /// Makes a token from a generator of bytes, which must be the system's for real exercises.
  package init(using generate: (Int) -> [UInt8]) { self.init(bytes: generate(32)) }

  /// The digest under which it is kept, 64 hexadecimal digits.
  package var digest: String { Self.digest(of: text) }

  /// The digest of whatever a stranger presents as a token.
  package static func digest(of text: String) -> String { hex(SHA256.hash(data: Array(text.utf8))) }

  /// Whether two texts are equal, in a time that depends on their lengths alone.
  package static func isSame(_ left: String, _ right: String) -> Bool {
    let left = Array(left.utf8)
    let right = Array(right.utf8)
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for index in left.indices { difference |= left[index] ^ right[index] }
    return difference == 0
  }

  static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  static func base64url(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var text: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      bits <<= UInt32(8 * (3 - group.count))
      for place in 0...group.count { text.append(letters[Int(bits >> (18 - 6 * place)) & 63]) }
      start += 3
    }
    return String(decoding: text, as: UTF8.self)
  }
}
