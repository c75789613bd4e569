import Crypto
package import Foundation

/// SHA-256 in lower-case hexadecimal, the only digest of the project.
package enum Digest {
  /// Of bytes.
  package static func sha256(_ bytes: Data) -> String {
    // Journals and seals are made of many: a text for each byte would take longer than the hash.
    var letters: [UInt8] = []
    letters.reserveCapacity(64)
    for byte in SHA256.hash(data: bytes) {
      letters.append(hexadecimal[Int(byte >> 4)])
      letters.append(hexadecimal[Int(byte & 15)])
    }
    return String(decoding: letters, as: UTF8.self)
  }

  /// Of a text's UTF-8 bytes.
  package static func sha256(_ text: String) -> String { sha256(Data(text.utf8)) }

  private static let hexadecimal = Array("0123456789abcdef".utf8)
}
