internal import Evidence
internal import Findings
internal import Foundation

/// How far a journal was read: after so many lines, with the digest of the last of them.
package struct JournalPlace: Sendable, Equatable, Codable {
  /// Lines before it.
  package var lines: Int
  /// Bytes before it.
  package var bytes: Int
  /// SHA-256 of the line before it without its newline; 64 zeros at the start.
  package var digest: String

  /// A place.
  package init(lines: Int, bytes: Int, digest: String) {
    self.lines = lines
    self.bytes = bytes
    self.digest = digest
  }

  /// Before the first line.
  package static let start = JournalPlace(lines: 0, bytes: 0, digest: FindingLine.origin)
}

extension JournalPlace {
  /// The place after one more line, given without its newline.
  func after(_ line: Data) -> JournalPlace {
    JournalPlace(lines: lines + 1, bytes: bytes + line.count + 1, digest: Digest.sha256(line))
  }
}
