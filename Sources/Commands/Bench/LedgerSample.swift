import Evidence
import Findings
import Foundation
import Ledger
import Vocabulary

/// Made-up run folders and findings, to time a ledger with.
enum LedgerSample {
  private static let families = ["quorum-erosion", "backup-restore", "clock-skew", "disk-loss"]

  static func write(at place: LedgerPlace, exercises: Int, findings: Int) throws {
    try FileManager.default.createDirectory(
      atPath: place.root, withIntermediateDirectories: true)
    for number in 0..<exercises { try writeRun(number, at: place) }
    try FindingJournal(path: place.journal).holding { held in
      var end = JournalPlace.start
      for first in stride(from: 1, through: findings, by: 1_000) {
        let batch = (first..<min(first + 1_000, findings + 1)).flatMap {
          events(of: $0, exercises: exercises)
        }
        end = try held.append(batch, after: end).end
      }
    }
  }

  private static func name(_ number: Int) -> (mission: String, run: String) {
    let minute = number / 60 % 60
    let stamp = String(
      format: "2026%02d%02dT%02d%02d%02dZ", number / 40_320 % 12 + 1, number / 1_440 % 28 + 1,
      number / 60 / 60 % 24, minute, number % 60)
    return ("etcd-bench-\(number % 40)", "\(stamp)-\(number)")
  }

  /// One in fifty is of people: two hundred of ten thousand are many years of quarters.
  private static func responder(_ number: Int) -> String {
    number % 50 == 0 ? "people" : "runbook:bench"
  }

  private static func writeRun(_ number: Int, at place: LedgerPlace) throws {
    let (mission, run) = name(number)
    let folder = RunFolder(path: "\(place.root)/runs/\(mission)/\(run)")
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let day = run.prefix(8)
    let began = "\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.suffix(2))T00:00:00Z"
    let summary = """
      {"began": "\(began)", "blast": 2, "database": "etcd", "difficulty": \(number % 5 + 1),
       "exit_code": 1, "family": "\(families[number % 4])", "is_sham": false,
       "kinds": ["disk.slow", "net.cut"], "length_ns": 60000000000,
       "mission_sha256": "\(String(repeating: "ab", count: 32))",
       "phases": {"act": 3, "decide": 3, "observe": 4, "orient": 2},
       "record": {
         "bits": {"contained": true, "detected": true, "diagnosed": false, "within_sla": false},
         "damage": {"blast": 2, "longest_write_gap_ns": 1200000000, "lost_writes": 0,
           "outage_ns": 1000000000},
         "defects": [], "end": "late", "folder": "\(run)",
         "gaps": ["no diagnosis", "SLA missed in act"], "mission": "\(mission)", "readiness": 3,
         "responder": "\(responder(number))", "seed": \(number),
         "time_to_containment_ns": 9000000000,
         "verdict": "valid", "versions": {"database_version": "etcd Version: 3.4.23"}},
       "service": "standard", "tags": ["fragile"],
       "times": {"t0_ns": 1000000000, "t4_ns": 10000000000}, "title": "A compound to time with",
       "twin_blast": 3}

      """
    for (path, text) in [
      (folder.plan, "{}\n"), (folder.summary, summary), (folder.seal, "# seal of \(number)\n"),
    ] { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
  }

  private static func events(of number: Int, exercises: Int) -> [FindingEvent] {
    let (mission, run) = name(number % exercises)
    let trial = FindingTrial(
      run: "\(mission)/\(run)", mission: mission, responder: "runbook:bench",
      seed: UInt64(number % exercises), began: "2026-01-01T00:00:00Z", isShown: number % 3 > 0)
    let opening = FindingOpening(
      title: "No diagnosis in \(mission), sight \(number)", gap: "no diagnosis",
      gapType: "diagnosis", service: "standard", family: families[number % 4], mission: mission,
      run: trial.run, proof: .machine,
      blast: FindingBlast(level: number % 5 + 1, evidence: .twin),
      seen: FindingSighting(text: "nobody said what it was", events: [1, 2, 3]))
    var changes: [FindingEvent.Change] = [.opened(opening), .trialRecorded(trial)]
    if number % 50 == 0 { changes += agreed(number) }
    return changes.map {
      FindingEvent(
        finding: FindingID(number: number), at: "2026-06-01T00:00:00Z",
        by: FindingEvent.machine, change: $0)
    }
  }

  /// One in fifty has a person, a date, which is over for half of them, and a re-test.
  private static func agreed(_ number: Int) -> [FindingEvent.Change] {
    let due = number % 100 == 0 ? "2026-12-01" : "2027-02-01"
    return [
      .assigned(FindingOwner(name: "Ada Obi", email: "ada.obi@example.org")),
      .dueChanged(due: due, window: nil),
      .retestNamed(FindingRetest(text: "the same mission again")),
    ]
  }
}
