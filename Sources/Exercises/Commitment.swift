import Crypto

/// What white publishes before the start, so that nobody can change the mission afterwards.
///
/// Shape: SHA-256 over salt, mission and plan, each preceded by its length in eight bytes.
package struct Commitment: Sendable, Equatable {
  /// 64 hexadecimal digits.
  package var digest: String

  /// Commits to a mission's bytes and a plan's canonical JSON; the salt has at least 16 bytes.
  package init(salt: [UInt8], mission: [UInt8], plan: [UInt8]) {
    precondition(salt.count >= 16, "a salt that can be guessed hides nothing")
    var hash = SHA256()
    for part in [salt, mission, plan] {
      let length = UInt64(part.count)
      hash.update(data: (0..<8).map { UInt8(truncatingIfNeeded: length >> (56 - 8 * $0)) })
      hash.update(data: part)
    }
    digest = Token.hex(hash.finalize())
  }

  /// Whether salt, mission and plan are those that were committed to.
  package static func verifies(
    _ digest: String, salt: [UInt8], mission: [UInt8], plan: [UInt8]
  ) -> Bool {
    salt.count >= 16
      && Token.isSame(digest, Commitment(salt: salt, mission: mission, plan: plan).digest)
  }

  /// The salt as the reveal prints it.
  package static func text(salt: [UInt8]) -> String { Token.hex(salt) }

  /// A printed salt's bytes; nil for what is no hexadecimal text.
  package static func salt(text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[index]), let low = value(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 48...57: digit - 48
    case 97...102: digit - 87
    default: nil
    }
  }
}
