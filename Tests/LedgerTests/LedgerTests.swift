import Evidence
import Findings
import Foundation
import Ledger
import Testing
import Vocabulary

/// The index over run folders and over the journal.
@Suite struct LedgerTests {
  private static let today = "2026-06-02"

  @Test func `A decision is in the journal and in the index when it returns`() throws {
    let trial = try TrialPlace()
    let ledger = try TeamLedger(at: trial.place)
    let entry = try ledger.decide { Sample.opened($0.nextID.number ?? 0) }
    #expect(entry.events == Sample.opened(1) && entry.notes.isEmpty)
    _ = try ledger.decide(about: "F-1") { backlog in
      #expect(backlog.findings.map(\.id) == ["F-1"])
      return [Sample.event(1, .assigned(Sample.ada))]
    }
    #expect(try ledger.finding("F-1")?.owner == Sample.ada)
    #expect(try ledger.findings(.everything, on: Self.today).map(\.owner) == ["Ada Obi"])
    #expect(try trial.journal.read().events.count == 3)
    #expect(try ledger.defects(program: nil).isEmpty)
  }

  @Test func `A decision that is refused writes nothing`() throws {
    let trial = try TrialPlace()
    let ledger = try TeamLedger(at: trial.place)
    let refusal = FindingRefusal(.missing, "no", hint: "none")
    #expect(throws: refusal) { try ledger.decide { _ in throw refusal } }
    #expect(try trial.journal.read().events.isEmpty)
  }

  @Test func `What another process appended is there after catching up`() throws {
    let trial = try TrialPlace()
    let ledger = try TeamLedger(at: trial.place)
    try trial.journal.add(Sample.opened(1))
    try trial.journal.add(Sample.opened(2) + [Sample.event(1, .edited(title: "New", text: nil))])
    try ledger.catchUp()
    let titles = try ledger.findings(.everything, on: Self.today).map(\.title)
    #expect(Set(titles) == ["New", "No diagnosis"])
    #expect(try ledger.defects(program: nil).isEmpty)
  }

  @Test func `A journal whose last line is gone or changed is refused, and a rebuild takes it`()
    throws
  {
    for keep in [1, 3] {
      let trial = try TrialPlace()
      let ledger = try TeamLedger(at: trial.place)
      for number in 1...2 { _ = try ledger.decide { _ in Sample.opened(number) } }
      let lines = trial.bytes(trial.place.journal).split(separator: UInt8(ascii: "\n"))
      try trial.setJournal(Data(lines.prefix(keep).flatMap { $0 + Data("\n".utf8) }))
      #expect(throws: LedgerError.self) { try ledger.catchUp() }
      #expect(throws: LedgerError.self) { try ledger.decide { _ in Sample.opened(3) } }
      #expect(try ledger.defects(program: nil).count == 1)
      #expect(try TeamLedger.rebuild(at: trial.place, program: nil).events == keep)
      try ledger.catchUp()
      #expect(try ledger.defects(program: nil).isEmpty)
    }
  }

  @Test func `A broken chain stops a rebuild, and the index stays as it was`() throws {
    let trial = try TrialPlace()
    let ledger = try TeamLedger(at: trial.place)
    for number in 1...2 { _ = try ledger.decide { _ in Sample.opened(number) } }
    let lines = trial.bytes(trial.place.journal).split(separator: UInt8(ascii: "\n"))
    try trial.setJournal(Data([0, 2, 3].flatMap { lines[$0] + Data("\n".utf8) }))
    #expect(throws: LedgerError.self) { try TeamLedger.rebuild(at: trial.place, program: nil) }
    #expect(try ledger.count(.everything, on: Self.today) == 2)
    #expect(try ledger.defects(program: nil).contains { $0.contains("line 2 does not follow") })
  }

  @Test func `Exercises come in once they are sealed, and pages are the newest first`() throws {
    let trial = try TrialPlace()
    let ledger = try TeamLedger(at: trial.place)
    for number in 1...5 {
      let run = try trial.addRun("r\(number)", began: "2026-05-0\(number)T00:00:00Z")
      _ = try ledger.record(run, outcome: nil, at: Sample.time)
      _ = try ledger.record(run, outcome: nil, at: Sample.time)
    }
    let unfinished = try trial.addRun("r6", isSealed: false)
    #expect(throws: LedgerError.self) {
      try ledger.record(unfinished, outcome: nil, at: Sample.time)
    }
    var filter = ExerciseFilter()
    #expect(try ledger.count(filter) == 5)
    (filter.limit, filter.offset, filter.gap) = (2, 1, .noDiagnosis)
    let page = try ledger.exercises(filter)
    #expect(page.map(\.run) == ["etcd-trial/r4", "etcd-trial/r3"])
    #expect(page[0].folder == "runs/etcd-trial/r4")
    #expect(page[0].summary.record.seed == .max && page[0].summary.phases.act == 3)
    filter.gap = .relapse
    #expect(try ledger.exercises(filter).isEmpty)
    let status = try ledger.status(on: Self.today)
    #expect(status.exercises == 5 && status.unfinished == 1 && status.missing.isEmpty)
  }

  @Test func `A folder that was sealed anew, or never came in, is missing`() throws {
    let trial = try TrialPlace()
    let ledger = try TeamLedger(at: trial.place)
    let run = try trial.addRun("r1")
    _ = try ledger.record(run, outcome: nil, at: Sample.time)
    #expect(try ledger.has(run))
    try Data("# another seal\n".utf8).write(to: URL(fileURLWithPath: run.seal))
    try trial.addRun("r2", mission: "weird name ; rm -rf \u{1B}[2J 'q\"")
    #expect(try !ledger.has(run))
    #expect(try ledger.status(on: Self.today).missing.count == 2)
    let report = try TeamLedger.rebuild(at: trial.place, program: nil)
    #expect(report.exercises == 2 && report.unreadable.isEmpty)
    #expect(try ledger.status(on: Self.today).missing.isEmpty)
  }

  @Test func `Arms, candidates, twins, links and hidden folders are no exercises`() throws {
    let trial = try TrialPlace()
    let run = try trial.addRun("r1")
    try trial.addRun("x", mission: "twin", below: "runs/etcd-trial/r1")
    try trial.addRun("y", mission: ".hidden")
    let comparison = trial.place.root + "/runs/etcd-trial/ablation"
    try trial.addRun("0-1", mission: "arms", below: "runs/etcd-trial/ablation")
    try Data("{}".utf8).write(to: URL(fileURLWithPath: comparison + "/ablation.json"))
    let search = trial.place.root + "/runs/shrink"
    try trial.addRun("1", mission: "candidate", below: "runs/shrink")
    try Data("{}".utf8).write(to: URL(fileURLWithPath: search + "/shrink.json"))
    try FileManager.default.createSymbolicLink(
      atPath: trial.place.root + "/runs/loop", withDestinationPath: trial.place.root + "/runs")
    #expect(try TeamLedger.rebuild(at: trial.place, program: nil).exercises == 1)
    #expect(try TeamLedger(at: trial.place).has(run))
  }

  @Test func `An exercise of people comes in once it is revealed`() throws {
    let trial = try TrialPlace()
    let run = try trial.addRun("secret", mission: "live")
    try Data("{}\n".utf8).write(to: URL(fileURLWithPath: run.exercise))
    #expect(try TeamLedger.rebuild(at: trial.place, program: nil).exercises == 0)
    let ledger = try TeamLedger(at: trial.place)
    #expect(throws: LedgerError.self) { try ledger.record(run, outcome: nil, at: Sample.time) }
    #expect(try ledger.status(on: Self.today).missing.isEmpty)
    try Data("{}\n".utf8).write(to: URL(fileURLWithPath: run.path + "/reveal.json"))
    _ = try ledger.record(run, outcome: nil, at: Sample.time)
    #expect(try ledger.count(ExerciseFilter()) == 1)
  }

  @Test func `A run that cannot be read is told of, and the others come in`() throws {
    let trial = try TrialPlace()
    try trial.addRun("r1")
    let broken = try trial.addRun("r2")
    try Data("{".utf8).write(to: URL(fileURLWithPath: broken.summary))
    let report = try TeamLedger.rebuild(at: trial.place, program: nil)
    #expect(report.exercises == 1)
    #expect(report.unreadable.count == 1 && report.unreadable[0].contains("r2"))
  }
}
