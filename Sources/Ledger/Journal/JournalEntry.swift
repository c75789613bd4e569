package import Findings
package import Foundation

/// An event and the line that it stands in.
package struct JournalEntry: Sendable, Equatable {
  /// What happened.
  package var event: FindingEvent
  /// The line without its newline.
  package var text: Data
}
