package import Findings

/// A finding as lists show it, with where it stands on the day that was asked for.
///
/// Units: days are `YYYY-MM-DD`, times RFC 3339 in UTC; priority 0…5, likelihoods 0…1.
package struct FindingRow: Sendable, Equatable, Codable {
  /// Such as `F-12`.
  package var id: FindingID
  /// One line.
  package var title: String
  /// Where it stands.
  package var status: Finding.Status
  /// Since when.
  package var since: String
  /// What is missing.
  package var gap: String
  /// What has to change.
  package var gapType: String
  /// The service that was the target.
  package var service: String
  /// The row of the coverage map.
  package var family: String
  /// The mission that showed it.
  package var mission: String
  /// The run that opened it.
  package var run: String
  /// One person.
  package var owner: String?
  /// Tells people of one name apart.
  package var ownerEmail: String?
  /// By when it is mended.
  package var due: String?
  /// What tests it.
  package var retest: String?
  /// Blast radius, 1–5.
  package var blast: Int
  /// What that was read from.
  package var blastEvidence: String
  /// k.
  package var shown: Int
  /// n.
  package var trials: Int
  /// Jeffreys' mean of k of n.
  package var likelihood: Double
  /// The lower end of its 80 % interval.
  package var low: Double
  /// The upper end.
  package var high: Double
  /// Blast radius × likelihood.
  package var priority: Double
  /// When it was opened.
  package var openedAt: String
  /// How often it came back.
  package var reopenCount: Int
  /// Whether its deadline was moved or is over.
  package var isMissed: Bool
  /// Whether it needs eyes now: missed, or its owner has left.
  package var isRed: Bool
  /// Whether the exercise that opened it counts on a simulated day.
  package var isSimulated = false
}

/// Which findings are wanted, and which page of them; the most urgent first.
package struct FindingFilter: Sendable, Equatable {
  /// Where they stand; empty is: wherever somebody has to do something about them.
  package var statuses: Set<Finding.Status> = []
  /// Whose they are: an e-mail address or a name.
  package var owner: String?
  /// Of this service.
  package var service: String?
  /// Of this mission.
  package var mission: String?
  /// Only those that need eyes now.
  package var isRed = false
  /// Due before that day.
  package var dueBefore: String?
  /// At most so many; nil is all.
  package var limit: Int?
  /// After so many.
  package var offset = 0
  /// Those of these missions are left out.
  package var besides: Set<String> = []
  /// By their dates, the nearest first, instead of by their priority.
  package var isByDue = false

  /// Those that somebody has to do something about.
  package init() {}

  /// Wherever they stand.
  package static var everything: FindingFilter {
    var filter = FindingFilter()
    filter.statuses = Set(Finding.Status.allCases)
    return filter
  }
}
