internal import Foundation
internal import Readiness
package import Vocabulary

/// What a list of many exercises needs of one: `summary.json` of its run folder.
///
/// Shape: derived; the same bytes each time. Everything in it follows from the evidence beside it.
package struct RunSummary: Sendable, Equatable, Codable {
  /// Its line in a table of trials.
  package var record: TrialRecord
  /// The mission's title.
  package var title: String
  /// SHA-256 of the mission's text.
  package var missionSha256: String
  /// The row of the coverage map.
  package var family: String
  /// 1 to 5.
  package var difficulty: Int
  /// The kind of database, such as `etcd`.
  package var database: String
  /// What was planned to be injected and operated, such as `disk.slow`; without repeats, sorted.
  package var kinds: [String]
  /// The service by whose promises it was scored.
  package var service: String
  /// When it began, RFC 3339 in UTC; empty where nobody wrote it down.
  package var began: String
  /// How long it lasted.
  package var lengthNs: Nanoseconds
  /// Observe, orient, decide, act.
  package var phases: Score.Phases
  /// T0 to T4.
  package var times: Score.Times
  /// Why the time to containment is censored; nil where it is not.
  package var censoredReason: String?
  /// Blast radius as it went.
  package var blast: Int?
  /// Blast radius had nobody responded; nil where nobody knows.
  package var twinBlast: Int?
  /// Whether red did nothing, to see what blue makes of it.
  package var isSham: Bool
  /// The tags of the score.
  package var tags: [String]
  /// What it says to a shell: 0, 1, 2 or 3.
  package var exitCode: Int

  /// Of an exercise, against its twin where one was played.
  package init(_ run: Assessment, twin: Assessment?) {
    let plan = run.record.plan
    record = Trials.record(run, twin: twin)
    title = plan.title
    missionSha256 = plan.missionSha256
    family = plan.family
    difficulty = plan.difficulty
    database = plan.database.kind
    kinds = Set(
      plan.steps.filter { $0.verb == .inject || $0.verb == .operate }.map(\.kind)
    ).sorted()
    service = run.record.constantsMark.service
    began = run.record.environment["started_utc"]?.text ?? ""
    lengthNs = run.record.end
    phases = run.score.phases
    times = run.score.times
    censoredReason = run.score.censoredReason
    blast = run.score.blastRadius.actual?.level
    twinBlast = run.score.blastRadius.twin?.level
    isSham = run.record.people.isSham
    tags = run.score.tags
    exitCode = Int(run.exitCode)
  }

  /// Of a folder: what stands in it, or for one of an earlier version what follows from it.
  package init(of folder: RunFolder) throws(EvidenceError) {
    if let data = FileManager.default.contents(atPath: folder.summary) {
      do {
        self = try CanonicalJSON.decode(RunSummary.self, from: data)
        return
      } catch {
        throw EvidenceError(
          "\(folder.summary) cannot be read: \(error)", hint: "see cygnet evidence verify")
      }
    }
    let (run, twin) = try Derivation.assess(folder)
    self.init(run, twin: twin)
  }
}
