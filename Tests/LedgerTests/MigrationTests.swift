import Evidence
import Findings
import Foundation
import GRDB
import Testing
import Vocabulary

@testable import Ledger

/// Tables of earlier versions are brought up to this one, and those of later ones are refused.
@Suite struct MigrationTests {
  @Test(arguments: 0..<LedgerSchema.versions.count)
  func `From any earlier version the rows are those of a new index`(version: Int) throws {
    let trial = try TrialPlace()
    let run = try trial.addRun("r1", gaps: [.noAlert, .relapse])
    try trial.journal.add(Sample.opened(1))
    do {
      let earlier = LedgerSchema.migrator(of: Array(LedgerSchema.versions.prefix(version)))
      let index = try LedgerIndex(at: trial.place, migrator: earlier)
      if version > 0 { try Self.fill(index, with: run, at: trial.place) }
      if version > 1 { try Self.fillGaps(index) }
      index.close()
    }
    let ledger = try TeamLedger(at: trial.place)
    try ledger.catchUp()
    if version == 0 { _ = try ledger.record(run, outcome: nil, at: Sample.time) }
    #expect(try ledger.defects(program: nil).isEmpty)
    var filter = ExerciseFilter()
    filter.gap = .relapse
    #expect(try ledger.exercises(filter).count == 1)
  }

  /// As version 1 wrote it: without a table of gaps.
  private static func fill(
    _ index: LedgerIndex, with run: RunFolder, at place: LedgerPlace
  ) throws {
    let exercise = try #require(try ReadExercise(run, at: place))
    let summary = exercise.summary
    try index.write { database in
      try database.execute(
        sql: """
          INSERT INTO exercise (folder, run, mission, family, difficulty, database_kind, service,
            responder, seed, began, is_valid, verdict, readiness, blast, time_to_containment_ns,
            ending, exit_code, seal, summary)
          VALUES (?, ?, ?, ?, 2, 'etcd', 'standard', 'none', ?, ?, 1, 'valid', 3, 2, NULL, 'late',
            1, ?, ?)
          """,
        arguments: [
          exercise.folder, exercise.run, summary.record.mission, summary.family,
          "\(summary.record.seed)", summary.began, exercise.seal, exercise.text,
        ])
    }
  }

  /// As version 2 wrote them.
  private static func fillGaps(_ index: LedgerIndex) throws {
    try index.write { database in
      try database.execute(
        sql: """
          INSERT INTO exercise_gap SELECT folder, gap.value
            FROM exercise, json_each(summary, '$.record.gaps') AS gap
          """)
    }
  }

  @Test func `An index of a later version is refused, and stays as it is`() throws {
    let trial = try TrialPlace()
    let later =
      LedgerSchema.versions + [
        .init(name: "99: later", statements: "CREATE TABLE later (a INTEGER)")
      ]
    try LedgerIndex(at: trial.place, migrator: LedgerSchema.migrator(of: later)).close()
    #expect {
      try TeamLedger(at: trial.place)
    } throws: { error in
      (error as? LedgerError)?.message.contains("later version") == true
    }
  }

  @Test func `Many processes may open a new ledger at once`() async throws {
    let trial = try TrialPlace()
    let place = trial.place
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...8 {
        group.addTask {
          let ledger = try TeamLedger(at: place)
          _ = try ledger.decide { Sample.opened($0.nextID.number ?? number) }
        }
      }
      try await group.waitForAll()
    }
    let ledger = try TeamLedger(at: place)
    #expect(try ledger.count(.everything, on: "2026-06-02") == 8)
    #expect(try ledger.defects(program: nil).isEmpty)
  }
}
