package import Vocabulary

/// One line of the journal of findings: what happened to a finding, when, and by whom.
///
/// Shape:  append-only; a finding is the fold of its events. `docs/reference/finding.md` has the
///         grammar. Readers ignore kinds that they do not know.
/// Units:  `at` is RFC 3339 in UTC, `2026-11-28T13:00:00Z`; days are `YYYY-MM-DD`.
package struct FindingEvent: Sendable, Equatable {
  /// Which finding.
  package var finding: FindingID
  /// When it was written down.
  package var at: String
  /// A person's e-mail address, or `cygnet` where the facts said it.
  package var by: String
  /// What happened.
  package var change: Change

  /// An event before or after it was written.
  package init(finding: FindingID, at: String, by: String, change: Change) {
    self.finding = finding
    self.at = at
    self.by = by
    self.change = change
  }

  /// The author of what no person says.
  package static let machine = "cygnet"

  /// The day, `YYYY-MM-DD`, in UTC.
  package var day: String { String(at.prefix(10)) }

  /// What can happen to a finding.
  package enum Change: Sendable, Equatable {
    /// It exists from here on.
    case opened(FindingOpening)
    /// An exercise was a trial of it.
    case trialRecorded(FindingTrial)
    /// White takes a trial out of k and n; it stays in the list with its reason.
    case trialExcluded(run: String, reason: String)
    /// One person has it.
    case assigned(FindingOwner)
    /// It is due that day.
    case dueChanged(due: String, window: String?)
    /// This will test it.
    case retestNamed(FindingRetest)
    /// Other words for people; the facts stay.
    case edited(title: String?, text: String?)
    /// Somebody says that it is mended, and by what.
    case claimedFixed(claim: String)
    /// Trials of the re-test are under way; `run` is the first of them where it is known.
    case retestBegun(run: String?)
    /// The trials since the claim show that it is gone: a note, since the fold counts for itself.
    case verified(count: Int, trials: Int)
    /// It is there again; `run` is the trial that showed it, nil where a person said so.
    case reopened(reason: String, run: String?)
    /// A person lives with it until that day.
    case riskAccepted(person: FindingOwner, until: String, reason: String)
    /// The program owner moved the date; the finding counts as missed.
    case deadlineExtended(due: String, reason: String)
    /// The smallest mission that shows it.
    case missionAttached(mission: String)
    /// The next exercise of its target is another day; `due` is the day that moves with it.
    case windowMoved(window: String, due: String?)
    /// Its owner has left: it is red until somebody has it.
    case ownerDeactivated(email: String)
    /// An exercise of people starts although its re-test is no part of that quarter: a note.
    case gateOverridden(exercise: String, quarter: String, reason: String)
    /// A kind of a later version: kept, and without effect.
    case other(kind: String, fields: [String: JSONValue])
  }
}
