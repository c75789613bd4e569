internal import Evidence
package import Findings
internal import Foundation
internal import GRDB
package import Vocabulary

/// What a team has practised and found: an index over run folders and over the journal of findings.
///
/// Shape:  the journal and the folders are the truth; the index can be made again from them.
/// Effect: what a call wrote is in the journal, on disk, before it returns. Several processes may
///         use one ledger at once.
package struct TeamLedger: Sendable {
  /// Where its files are.
  package let place: LedgerPlace
  let journal: FindingJournal
  let index: LedgerIndex

  /// Opens the ledger of a program; its files are made where there are none.
  package init(at place: LedgerPlace) throws(LedgerError) {
    self.place = place
    journal = FindingJournal(path: place.journal)
    index = try LedgerIndex(at: place)
  }

  /// Takes in the team's program file; `digest` is that of its bytes.
  package func take(_ program: ProgramFile, digest: String) throws {
    guard try index.read(ProgramTable.digest) != digest else { return }
    try index.write { try ProgramTable.put(program, digest: digest, into: $0) }
  }

  /// Reads what other processes, or version control, added to the journal since.
  ///
  /// Errors: a journal that is not the one that was read; `ledger rebuild` takes it as it is.
  package func catchUp() throws {
    let known = try index.read(EventTable.place)
    let size = try? FileManager.default.attributesOfItem(atPath: journal.path)[.size] as? Int
    if (size ?? 0) == known.bytes, try journal.reaches(known) { return }
    guard size != nil else { throw isAnother(known) }
    try journal.holding { _ = try catchUp(with: $0) }
  }

  func catchUp(with held: HeldJournal) throws -> JournalPlace {
    let known = try index.read(EventTable.place)
    guard try held.reaches(known) else { throw isAnother(known) }
    let part = try held.read(from: known)
    if let defect = part.defect {
      throw LedgerError(
        "\(place.journal): \(defect)",
        hint: "nothing was written; bring the file back, then: cygnet ledger verify")
    }
    if part.end != known {
      try index.write {
        try EventTable.take(part.entries, from: known, to: part.end, into: $0)
      }
    }
    return part.end
  }

  private func isAnother(_ known: JournalPlace) -> LedgerError {
    LedgerError(
      "\(place.journal) is not the file that the ledger read: line \(known.lines) is gone or was "
        + "changed",
      hint: "bring it back; if it is right, as after a checkout, cygnet ledger rebuild takes it")
  }
}

/// What the ledger knows.
extension TeamLedger {
  /// Findings as they stand on a day, the most urgent first.
  package func findings(_ filter: FindingFilter, on today: String) throws -> [FindingRow] {
    let days = try SimulatedDays(at: place)
    let page = try index.read { try FindingTable.page(filter, on: today, of: $0) }
    guard !days.isEmpty else { return page }
    return page.map { row in
      var row = row
      row.isSimulated = days.has(row.run)
      return row
    }
  }

  /// How many those are without the filter's limit.
  package func count(_ filter: FindingFilter, on today: String) throws -> Int {
    try index.read { try FindingTable.count(filter, on: today, in: $0) }
  }

  /// Whatever happened to a finding; empty where there is none of that name.
  package func events(of finding: FindingID) throws -> [FindingEvent] {
    try index.read { try EventTable.events(of: finding, in: $0) }
  }

  /// The finding of that name, from the events of the journal.
  package func finding(_ id: FindingID) throws -> Finding? {
    Backlog(try events(of: id))[id]
  }

  /// All of them.
  package func backlog() throws -> Backlog {
    Backlog(try index.read { try EventTable.events(of: nil, in: $0) })
  }

  /// Exercises, the newest first.
  package func exercises(_ filter: ExerciseFilter) throws -> [IndexedExercise] {
    let days = try SimulatedDays(at: place)
    let page = try index.read { try ExerciseTable.page(filter, of: $0) }
    guard !days.isEmpty else { return page }
    return try page.map { exercise in
      var exercise = exercise
      exercise.simulated = try days.day(of: exercise.run, seal: exercise.seal)
      return exercise
    }
  }

  /// How many those are without the filter's limit.
  package func count(_ filter: ExerciseFilter) throws -> Int {
    try index.read { try ExerciseTable.count(filter, in: $0) }
  }
}
