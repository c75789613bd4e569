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
  /// The service by whose promises it was scored.
  package var service: String
  /// When it began, RFC 3339 in UTC; empty where nobody wrote it down.
  package var began: String
  /// How long it lasted.
  package var lengthNs: Nanoseconds
  /// Observe, orient, decide, act.
  package var phases: Score.Phases
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
    service = run.record.constantsMark.service
    began = run.record.environment["started_utc"]?.text ?? ""
    lengthNs = run.record.end
    phases = run.score.phases
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
