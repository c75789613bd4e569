import Evidence
import Findings
import Foundation
import Ledger
import Vocabulary

@testable import Commands

/// A team's folder: program file, journal, missions, run folders; removed with the value.
final class TeamFolder {
  let path: String

  init(_ program: String = ProgramExample.text) throws {
    path =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
      + "/cygnet-team-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path + "/Missions", withIntermediateDirectories: true)
    try Data(program.utf8).write(to: URL(fileURLWithPath: self.program))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var program: String { path + "/cygnet.yaml" }

  /// The desk, with all that stands in the journal by now.
  func desk() throws -> LedgerDesk {
    let desk = try LedgerDesk(program: program)
    try desk.ledger.catchUp()
    return desk
  }

  /// The journal's events by now.
  var events: [FindingEvent] { get throws { try desk().ledger.backlog().events } }

  func add(_ events: [FindingEvent]) throws {
    try FindingJournal(path: path + "/findings.jsonl").holding { held in
      _ = try held.append(events, after: try held.read(from: .start).end)
    }
  }

  /// A mission of this repository in the team's own folder, with findings that it re-tests.
  func addMission(_ name: String = TeamFolder.mission, retests: [String] = []) throws {
    var text = try String(contentsOfFile: Self.missionFile(name), encoding: .utf8)
    if !retests.isEmpty { text += "\nretests: [\(retests.joined(separator: ", "))]\n" }
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/Missions/\(name).yaml"))
  }

  static let mission = "etcd-follower-cut"

  /// Where this repository has a mission of one fault.
  static func missionFile(_ name: String = TeamFolder.mission) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Missions/single/\(name).yaml").path
  }

  /// A finished run folder, `<mission>/<name>`, which the ledger has.
  func addRun(_ name: String, began: String = "2025-05-01T00:00:00Z") throws {
    let folder = RunFolder(path: "\(path)/runs/\(Self.mission)/\(name)")
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let files = [
      (folder.plan, "{}\n"), (folder.summary, Self.summary(began: began)),
      (folder.seal, "# seal of \(name)\n"),
    ]
    for (path, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
    _ = try desk().ledger.record(folder, outcome: nil, at: began)
  }

  /// The summary of an exercise of people that nothing speaks against.
  static func summary(began: String) -> String {
    """
    {"began": "\(began)", "database": "etcd", "difficulty": 2, "exit_code": 1,
     "family": "quorum-erosion", "is_sham": false, "kinds": ["net.cut"], "length_ns": 1000,
     "mission_sha256": "ab", "phases": {"act": 3}, "service": "orders", "tags": [],
     "times": {"t0_ns": 5}, "title": "A mission", "record": {
       "bits": {"contained": true, "detected": true, "diagnosed": false, "within_sla": false},
       "damage": {"blast": 2, "longest_write_gap_ns": 1, "outage_ns": 1}, "defects": [],
       "end": "late", "folder": "x", "gaps": [], "mission": "\(mission)",
       "readiness": 3, "responder": "people", "seed": 7, "verdict": "valid", "versions": {}}}

    """
  }

  static let ada = "ada.obi@example.org"

  static func event(
    _ finding: FindingID, _ change: FindingEvent.Change, at: String = "2025-05-02T00:00:00Z"
  ) -> FindingEvent {
    FindingEvent(finding: finding, at: at, by: ada, change: change)
  }

  /// A finding of people on `orders` that Ada has to mend, opened long ago.
  static func finding(
    _ id: FindingID = "F-1", run: String = "r1", due: String = "2025-06-01"
  ) -> [FindingEvent] {
    let opening = FindingOpening(
      title: "Nobody knew whom to call", gap: "no list of whom to call",
      gapType: "missing runbook", service: "orders", family: "quorum-erosion",
      mission: mission, run: "\(mission)/\(run)", proof: .people,
      blast: FindingBlast(level: 3, evidence: .judged),
      seen: FindingSighting(text: "two people looked for a number for ten minutes"))
    let trial = FindingTrial(
      run: opening.run, mission: mission, responder: "people", seed: 7,
      began: "2025-05-01T00:00:00Z", isShown: true)
    return [
      event(id, .opened(opening)), event(id, .trialRecorded(trial)),
      event(id, .assigned(FindingOwner(name: "Ada Obi", email: ada))),
      event(id, .dueChanged(due: due, window: nil)),
      event(id, .retestNamed(FindingRetest(text: "call somebody in the next exercise"))),
    ]
  }
}
