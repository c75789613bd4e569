package import Findings

/// A re-test that a pending finding waits for.
///
/// Units: RFC 3339 in UTC; priority 0…5.
package struct WaitingRetest: Sendable, Equatable {
  /// The finding.
  package var id: FindingID
  /// One line.
  package var title: String
  /// The service that was the target.
  package var service: String
  /// The mission that tests it.
  package var mission: String
  /// When the finding was opened.
  package var openedAt: String
  /// Blast radius × likelihood.
  package var priority: Double
  /// Whether only people can show that the gap is gone.
  package var isOfPeople: Bool
}

/// Exercises without people that are alike: counted, for nobody needs them one by one.
package struct CountedRuns: Sendable, Equatable {
  /// The row of the coverage map.
  package var family: String
  /// The kind of database.
  package var database: String
  /// What was injected and operated.
  package var kinds: [String]
  /// How many.
  package var count: Int
}
