import Evidence
import Findings
import Foundation
import Ledger
import MissionLanguage
import Programs
import Vocabulary

@testable import Console

/// A team's folder with a program, a ledger and seats, removed with the value that holds it.
///
/// It is 15 January 2027, 09:00 UTC; the next window is on 11 February, 13:00 in Berlin.
final class ProgramTeam: Sendable {
  let place: LedgerPlace
  let hall: ProgramHall

  static let now = "2027-01-15T09:00:00Z"
  static let quarter = Quarter(year: 2027, number: 1)
  static let planner = ProgramSeat(name: "Wanda White", seesPlans: true)
  static let reader = ProgramSeat(name: "Bela Blue", seesPlans: false)

  init(
    plans: [QuarterPlan] = [], unrevealed: Set<String> = [], cards: [MissionCard] = [],
    hasProgram: Bool = true, simulated: String? = nil
  ) throws {
    let place = LedgerPlace(
      root: FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
        + "/cygnet-program-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      atPath: place.root, withIntermediateDirectories: true)
    let text = try String(
      contentsOfFile: AccessibilityReview.repository + "/Programs/example/cygnet.yaml",
      encoding: .utf8)
    var parsed = try ProgramParser.parse(text, file: "cygnet.yaml").get()
    parsed.simulated = simulated
    let program = parsed
    let now = WallTime.nanoseconds(Self.now) ?? .zero
    self.place = place
    hall = ProgramHall(
      ProgramSources(
        place: { hasProgram ? place : nil }, program: { _ in program },
        zone: { ZoneRules.fixed($0, eastS: 3_600, abbreviation: "CET") },
        missions: { _ in cards }, plan: { quarter, _ in plans.first { $0.quarter == quarter } },
        unrevealed: { unrevealed }, now: { now }, explain: { "\($0)" }))
  }

  deinit { try? FileManager.default.removeItem(atPath: place.root) }

  /// A page's text.
  func page(
    _ page: ProgramPage, _ query: [String: String] = [:], for seat: ProgramSeat = planner
  ) throws -> String {
    try hall.html(page, query: query, for: seat)
  }

  /// What a view is made of.
  func reading(for seat: ProgramSeat = planner) throws -> ProgramReading {
    try ProgramReading(at: place, for: seat, from: hall.sources)
  }

  func add(_ events: [FindingEvent]) throws {
    try FindingJournal(path: place.journal).holding { held in
      _ = try held.append(events, after: try held.read(from: .start).end)
    }
  }

  /// A sealed exercise, in the ledger.
  func addRun(
    _ mission: String, on day: String, by responder: String = "people",
    family: String = "quorum-erosion", readiness: Int = 3
  ) throws {
    let folder = RunFolder(path: "\(place.root)/runs/\(mission)/\(day)-\(responder.prefix(4))")
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let summary = """
      {"began": "\(day)T13:00:00Z", "blast": 2, "database": "etcd", "difficulty": 2,
       "exit_code": 1, "family": "\(family)", "is_sham": false,
       "kinds": ["disk.slow", "net.cut"], "length_ns": 3600000000000, "mission_sha256": "ab",
       "phases": {"act": 3, "decide": 3, "observe": 4, "orient": 2}, "service": "orders",
       "tags": [], "times": {"t0_ns": 1000000000, "t4_ns": 900000000000}, "title": "A mission",
       "twin_blast": 4, "record": {
         "bits": {"contained": true, "detected": true, "diagnosed": true, "within_sla": true},
         "damage": {"blast": 2, "longest_write_gap_ns": 1, "outage_ns": 1}, "defects": [],
         "end": "late", "folder": "x", "gaps": [], "mission": "\(mission)",
         "readiness": \(readiness), "responder": "\(responder)", "seed": 7,
         "time_to_containment_ns": 899000000000, "verdict": "valid", "versions": {}}}

      """
    for (path, text) in [
      (folder.plan, "{}\n"), (folder.summary, summary), (folder.seal, "# \(mission) \(day)\n"),
    ] { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
    _ = try TeamLedger(at: place).record(folder, outcome: nil, at: Self.now)
  }

  /// A year of two families, findings in every state, a plan that is kept.
  static func busy() throws -> ProgramTeam {
    let card = MissionCard(
      name: "etcd-velvetorn", title: "A secret", family: "clock-skew", database: "etcd",
      difficulty: 3, kinds: ["clock.jump", "net.cut"])
    let plan = QuarterPlan(
      quarter: quarter,
      missions: [
        PlannedMission(
          card: card, reasons: [.neverPractised(family: "clock-skew", database: "etcd")])
      ], byMachine: [], notes: ["one place of velvetorn is free"])
    let team = try ProgramTeam(plans: [plan], unrevealed: ["etcd-zanziquill"], cards: [card])
    for (place, day) in ["2026-02-12", "2026-05-14", "2026-08-13", "2026-11-12"].enumerated() {
      try team.addRun("etcd-quorum", on: day, readiness: 2 + place)
    }
    try team.addRun("etcd-restore", on: "2026-11-12", family: "restore")
    try team.addRun("etcd-velvetorn", on: "2027-01-14", by: "runbook:plain", family: "clock-skew")
    try team.addRun("etcd-zanziquill", on: "2027-01-13", by: "none", family: "clock-skew")
    try team.add(ProgramSamples.findings)
    return team
  }
}
