package import Findings
package import Foundation

/// An event and the line that it stands in.
package struct JournalEntry: Sendable, Equatable {
  /// What happened.
  package var event: FindingEvent
  /// The line without its newline.
  package var text: Data
}

extension JournalPlace {
  /// The place after one more line, given without its newline.
  func after(_ line: Data) -> JournalPlace {
    JournalPlace(lines: lines + 1, bytes: bytes + line.count + 1, digest: Digest.sha256(line))
  }
}
