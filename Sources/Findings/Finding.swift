/// A gap with its damage, its measured likelihood, one person, a date and a re-test.
///
/// Shape:  the fold of its events (`Backlog`); it has no state that the journal does not give.
/// Units:  days are `YYYY-MM-DD`, times RFC 3339 in UTC.
/// Limits: there is no “closed”: it is verified by trials, or a person lives with it until a day.
/// Source: the scoring rubric, 5.8; statistics, 4.4.
package struct Finding: Sendable, Equatable, Codable {
  /// Such as `F-12`.
  package var id: FindingID
  /// What it is about.
  package var opening: FindingOpening
  /// When it was opened.
  package var openedAt: String
  /// Who opened it; `cygnet` where the facts did.
  package var openedBy: String
  /// One line; the opening's until somebody gave it better words.
  package var title: String
  /// More words of people; empty where nobody wrote any.
  package var text: String
  /// The damage if nobody had responded, by the best evidence of all trials.
  package var blast: FindingBlast
  /// Every trial in the order in which it was recorded, those that do not count too.
  package var trials: [Trial]
  /// One person; nil where nobody has it.
  package var owner: FindingOwner?
  /// Whether the owner has left since.
  package var isOwnerGone: Bool
  /// The day by which it is mended.
  package var due: String?
  /// The next exercise of its target, as far as the journal knows.
  package var window: String?
  /// What tests it.
  package var retest: FindingRetest?
  /// The smallest mission that shows it.
  package var smallestMission: String?
  /// Where it stands in the journal; `status(on:)` knows the day as well.
  package var status: Status
  /// Since when.
  package var since: String
  /// How often somebody said that it was mended.
  package var claims: [Claim]
  /// How often it came back.
  package var reopenCount: Int
  /// Each move of the deadline by the program owner; one is enough to count as missed.
  package var extensions: [Extension]
  /// Who lives with it until when; nil where nobody does.
  package var risk: Risk?

  /// Where a finding stands.
  package enum Status: String, Sendable, Codable, CaseIterable {
    /// Something that it needs is missing.
    case draft
    /// It has one person, a date and a re-test.
    case open
    /// Somebody says that it is mended; no trial says so yet.
    case claimedFixed = "claimed fixed"
    /// Trials since the claim are under way, and not enough.
    case retestPending = "re-test pending"
    /// The trials since the claim show that it is gone.
    case verified
    /// It came back.
    case reopened
    /// A person lives with it until a day.
    case riskAccepted = "risk accepted"
  }

  /// A trial and whether it counts.
  package struct Trial: Sendable, Equatable, Codable {
    /// The fact.
    package var fact: FindingTrial
    /// Why white took it out; nil where it counts.
    package var excluded: String?
    /// How many claims of a fix had been made before.
    package var claims: Int
    /// Whether the run began after the last of them.
    package var isSinceClaim: Bool
    /// Whether it counts in k and n.
    package var counts: Bool { fact.isValid && excluded == nil }
  }

  /// A claim that it is mended.
  package struct Claim: Sendable, Equatable, Codable {
    /// What mended it, such as a commit.
    package var text: String
    /// When it was said.
    package var at: String
    /// By whom.
    package var by: String
  }

  /// A deadline that was moved.
  package struct Extension: Sendable, Equatable, Codable {
    /// What it was.
    package var from: String?
    /// What it is.
    package var to: String
    /// Why.
    package var reason: String
    /// The program owner.
    package var by: String
  }

  /// Somebody lives with it.
  package struct Risk: Sendable, Equatable, Codable {
    /// Who.
    package var person: FindingOwner
    /// From that day on it is open again.
    package var until: String
    /// Why.
    package var reason: String
  }
}
