import Evidence
import Findings
import Foundation
import Ledger
import Vocabulary

/// A ledger's place of its own, removed with the value that holds it.
final class TrialPlace {
  let place: LedgerPlace

  init() throws {
    place = LedgerPlace(
      root: FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
        + "/cygnet-ledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      atPath: place.root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: place.root) }

  var journal: FindingJournal { FindingJournal(path: place.journal) }

  func bytes(_ path: String) -> Data { FileManager.default.contents(atPath: path) ?? Data() }

  /// Replaces the journal's bytes.
  func setJournal(_ data: Data) throws { try data.write(to: URL(fileURLWithPath: place.journal)) }

  /// A finished run folder with a summary.
  @discardableResult
  func addRun(
    _ name: String, mission: String = "etcd-trial", began: String = "2026-05-01T00:00:00Z",
    gaps: [Gap] = [.noDiagnosis], isSealed: Bool = true, below root: String = "runs"
  ) throws -> RunFolder {
    let folder = RunFolder(path: "\(place.root)/\(root)/\(mission)/\(name)")
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let names = gaps.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    let summary = """
      {"began": "\(began)", "database": "etcd", "difficulty": 2, "exit_code": 1,
       "family": "quorum-erosion", "is_sham": false, "kinds": ["disk.slow"], "length_ns": 1000,
       "mission_sha256": "ab", "phases": {"act": 3}, "service": "standard", "tags": [],
       "times": {"t0_ns": 5}, "title": "A mission", "record": {
         "bits": {"contained": true, "detected": true, "diagnosed": false, "within_sla": false},
         "damage": {"blast": 2, "longest_write_gap_ns": 1, "outage_ns": 1}, "defects": [],
         "end": "late", "folder": "x", "gaps": [\(names)], "mission": "etcd-trial",
         "readiness": 3, "responder": "none", "seed": 18446744073709551615, "verdict": "valid",
         "versions": {}}}

      """
    var files = [(folder.plan, "{}\n"), (folder.summary, summary)]
    if isSealed { files.append((folder.seal, "# seal of \(name)\n")) }
    for (path, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
    return folder
  }
}

/// Events of made-up findings.
enum Sample {
  static let time = "2026-06-01T00:00:00Z"

  static func event(_ number: Int, _ change: FindingEvent.Change) -> FindingEvent {
    FindingEvent(
      finding: FindingID(number: number), at: time, by: "ada@example.org", change: change)
  }

  /// A finding with its first trial.
  static func opened(
    _ number: Int, title: String = "No diagnosis", blast level: Int = 3
  ) -> [FindingEvent] {
    let blast = FindingBlast(level: level, evidence: .twin)
    let opening = FindingOpening(
      title: title, gap: "no diagnosis", gapType: "diagnosis", service: "standard",
      family: "quorum-erosion", mission: "etcd-trial", run: "etcd-trial/r\(number)",
      proof: .machine, blast: blast, seen: FindingSighting(text: "nobody said what it was"))
    return [event(number, .opened(opening)), trial(number, run: "r\(number)", isShown: true)]
  }

  static func trial(_ number: Int, run: String, isShown: Bool, seed: UInt64 = 1) -> FindingEvent {
    event(
      number,
      .trialRecorded(
        FindingTrial(
          run: "etcd-trial/\(run)", mission: "etcd-trial", responder: "none", seed: seed,
          began: "2026-05-01T00:00:00Z", isShown: isShown)))
  }

  static let ada = FindingOwner(name: "Ada Obi", email: "ada@example.org")
}

extension FindingJournal {
  /// Appends at the end.
  func add(_ events: [FindingEvent]) throws {
    try holding { held in
      _ = try held.append(events, after: try held.read(from: .start).end)
    }
  }
}
