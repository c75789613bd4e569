import Evidence
import Findings
import Foundation
import GRDB
import Readiness
import Testing
import Vocabulary

@testable import Ledger

/// An index that was made anew has the rows of one that grew.
@Suite struct RebuildTests {
  private func rows(_ place: LedgerPlace) throws -> [String] {
    try TeamLedger(at: place).index.read(LedgerDump.rows)
  }

  /// Events and exercises in an order that a seed draws.
  private func grown(seed: UInt64) throws -> TrialPlace {
    let trial = try TrialPlace()
    let ledger = try TeamLedger(at: trial.place)
    var random = SeededRandom(seed: seed)
    try ledger.take(Program.sample, digest: "d1")
    for number in 1...40 {
      switch random.below(4) {
      case 0:
        let isElsewhere = random.below(4) == 0
        let run = try trial.addRun(
          "r\(number)", began: "2026-05-01T00:00:\(10 + number)Z",
          gaps: random.below(2) == 0 ? [] : [.noAlert, .relapse],
          below: isElsewhere ? "elsewhere" : "runs")
        _ = try ledger.record(run, outcome: nil, at: Sample.time)
      case 1:
        _ = try ledger.decide {
          Sample.opened($0.nextID.number ?? 0, blast: random.below(5) + 1)
        }
      default:
        let count = try ledger.backlog().findings.count
        guard count > 0 else { continue }
        let finding = random.below(count) + 1
        let change = changes(number, &random)
        _ = try ledger.decide(about: FindingID(number: finding)) { _ in
          [Sample.event(finding, change)]
        }
      }
    }
    return trial
  }

  private func changes(_ number: Int, _ random: inout SeededRandom) -> FindingEvent.Change {
    switch random.below(6) {
    case 0: .assigned(Sample.ada)
    case 1: .dueChanged(due: "2026-06-\(10 + random.below(20))", window: "2026-08-13")
    case 2: .retestNamed(FindingRetest(text: "rehearse it", mission: "etcd-trial"))
    case 3: .riskAccepted(person: Sample.ada, until: "2026-07-01", reason: "rare")
    case 4: .ownerDeactivated(email: Sample.ada.email)
    default:
      .trialRecorded(
        FindingTrial(
          run: "etcd-trial/t\(number)", mission: "etcd-trial", responder: "none",
          seed: UInt64(number), began: "2026-06-02T00:00:00Z", isShown: random.below(2) == 0))
    }
  }

  @Test(arguments: 1...12)
  func `A rebuild gives the same rows`(seed: Int) throws {
    let trial = try grown(seed: UInt64(seed))
    let before = try rows(trial.place)
    #expect(before.count > 20)
    _ = try TeamLedger.rebuild(at: trial.place, program: (Program.sample, "d1"))
    #expect(try rows(trial.place) == before)
    #expect(try TeamLedger(at: trial.place).defects(program: (Program.sample, "d1")).isEmpty)
  }

  @Test func `A rebuild mends a row that was changed, and verify names it before`() throws {
    let trial = try grown(seed: 3)
    let before = try rows(trial.place)
    let ledger = try TeamLedger(at: trial.place)
    try ledger.index.write { try $0.execute(sql: "UPDATE finding SET title = 'forged'") }
    #expect(try ledger.defects(program: (Program.sample, "d1")).contains { $0.contains("forged") })
    _ = try TeamLedger.rebuild(at: trial.place, program: (Program.sample, "d1"))
    #expect(try rows(trial.place) == before)
  }

  @Test(arguments: ["no database at all", ""])
  func `A file that is no database is made anew`(bytes: String) throws {
    let trial = try grown(seed: 4)
    let before = try rows(trial.place)
    for ending in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: trial.place.database + ending)
    }
    let junk = Data(String(repeating: bytes, count: 200).utf8)
    try junk.write(to: URL(fileURLWithPath: trial.place.database))
    if !bytes.isEmpty {
      #expect(throws: LedgerError.self) { try TeamLedger(at: trial.place) }
    }
    // Where exercises lie beside runs was known to the lost file alone.
    _ = try TeamLedger.rebuild(
      at: trial.place, roots: Set(roots(before)).sorted(), program: (Program.sample, "d1"))
    #expect(try rows(trial.place) == before)
  }

  private func roots(_ rows: [String]) -> [String] {
    rows.filter { $0.hasPrefix("root ") }.map { row in
      row.replacing("root path=", with: "").trimmingCharacters(in: ["\""])
    }
  }

  @Test func `Each day, a row says of its finding what the finding says`() throws {
    for seed in 1...8 {
      let trial = try grown(seed: UInt64(seed))
      let ledger = try TeamLedger(at: trial.place)
      let backlog = try ledger.backlog()
      for today in ["2026-06-05", "2026-06-20", "2026-06-30", "2026-07-01", "2026-09-01"] {
        let rows = try ledger.findings(.everything, on: today)
        #expect(rows.count == backlog.findings.count)
        for row in rows {
          let finding = try #require(backlog[row.id])
          #expect(row.status == finding.status(on: today))
          #expect(row.isMissed == finding.isMissed(on: today))
          #expect(row.isRed == finding.isRed(on: today))
          #expect(row.shown == finding.likelihood.count && row.trials == finding.likelihood.trials)
        }
        let pending = try ledger.findings(FindingFilter(), on: today).map(\.id)
        #expect(pending == backlog.ranked(on: today).map(\.id))
        var red = FindingFilter.everything
        red.isRed = true
        #expect(
          Set(try ledger.findings(red, on: today).map(\.id))
            == Set(backlog.findings.filter { $0.isRed(on: today) }.map(\.id)))
      }
    }
  }
}

/// A program file as a value.
enum Program {
  static let sample = ProgramFile(
    name: "orders", owner: "ada@example.org",
    people: [
      ProgramPerson(name: "Ada Obi", email: "ada@example.org", zone: "Europe/Berlin"),
      ProgramPerson(
        name: "Dana Roth", email: "dana@example.org", zone: "Europe/Berlin", isActive: false),
    ],
    services: [
      ProgramService(
        name: "orders", database: "etcd", target: "orders-prod", slaNs: .seconds(1_800),
        recoveryTimeNs: .seconds(3_600), recoveryPointNs: .seconds(900), errorBudget: 0.001)
    ],
    cadence: Cadence(
      place: 2, weekday: .thursday, months: [2, 5, 8, 11], startMinute: 780,
      lengthNs: .seconds(14_400), zone: "Europe/Berlin"),
    moved: [MovedWindow(from: "2027-05-13", to: "2027-05-20", why: "a conference")])
}
