internal import Evidence
internal import Synchronization
internal import Vocabulary

/// Summaries that this process has decoded: the same text is the same summary.
///
/// Shape: pages of a program read the same exercises of people each time, and decoding them is a
///        third of what a page costs; a sealed exercise does not change.
/// Limits: as many as `limit`, then it begins anew.
final class DecodedSummaries: Sendable {
  static let shared = DecodedSummaries()

  private static let limit = 2_048
  private let known = Mutex<[String: RunSummary]>([:])

  /// The summary that a row of the index has as text.
  func summary(_ text: String) throws -> RunSummary {
    if let summary = known.withLock({ $0[text] }) { return summary }
    let summary = try CanonicalJSON.decode(RunSummary.self, from: text)
    known.withLock {
      if $0.count >= Self.limit { $0.removeAll() }
      $0[text] = summary
    }
    return summary
  }
}
