/// What a person asks of a finding; what exercises show comes from `Triage` alone.
///
/// Shape:  people are named by e-mail address or name, days are `YYYY-MM-DD`.
/// Limits: `close` and `rate` exist only to be refused with the way that there is.
package enum FindingCommand: Sendable, Equatable {
  /// Opens one by hand; `shown` is the run that showed it, its first trial.
  case open(FindingOpening, shown: FindingTrial)
  /// White says what an exercise showed of a gap that no machine can see.
  case judge(FindingID, FindingTrial)
  /// White takes a trial out of k and n.
  case exclude(FindingID, run: String, reason: String)
  /// Gives it to one person.
  case assign(FindingID, owner: String)
  /// Sets the day, or an earlier one.
  case setDue(FindingID, due: String)
  /// Names what tests it.
  case nameRetest(FindingID, FindingRetest)
  /// Owner, date and re-test at once, as a gap workshop agrees them.
  case settle(FindingID, owner: String, due: String, retest: FindingRetest)
  /// Better words; nil leaves them.
  case edit(FindingID, title: String?, text: String?)
  /// Says that it is mended, and by what.
  case claimFixed(FindingID, claim: String)
  /// Trials of its re-test begin.
  case beginRetest(FindingID, run: String?)
  /// Says that it is there again.
  case reopen(FindingID, reason: String)
  /// A person lives with it until a day.
  case acceptRisk(FindingID, person: String, until: String, reason: String)
  /// Moves the date; only the program owner, and it counts as missed.
  case extend(FindingID, due: String, reason: String)
  /// The smallest mission that shows it.
  case attach(FindingID, mission: String)
  /// The next exercise of a target is that day; deadlines move with it.
  case moveWindow(service: String, window: String)
  /// Somebody has left; all that they own goes red.
  case deactivate(person: String)
  /// An exercise starts although the re-test is no part of its quarter; `quarter` is `2027Q1`.
  case overrideGate(FindingID, exercise: String, quarter: String, reason: String)
  /// Refused: nothing is closed by a statement.
  case close(FindingID, reason: String)
  /// Refused: a likelihood is measured.
  case rate(FindingID, likelihood: String)
}
