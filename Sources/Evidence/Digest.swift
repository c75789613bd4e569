import Crypto
package import Foundation

/// SHA-256 in lower-case hexadecimal, the only digest of the project.
package enum Digest {
  /// Of bytes.
  package static func sha256(_ bytes: Data) -> String {
    SHA256.hash(data: bytes).map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }

  /// Of a text's UTF-8 bytes.
  package static func sha256(_ text: String) -> String { sha256(Data(text.utf8)) }
}
