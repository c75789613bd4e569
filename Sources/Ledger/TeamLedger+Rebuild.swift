internal import Evidence
internal import Findings
internal import Foundation
internal import GRDB
package import Vocabulary

/// What a rebuild read.
package struct LedgerRebuild: Sendable, Equatable, Codable {
  /// Exercises that are in the index now.
  package var exercises = 0
  /// Run folders without a SEAL; they come in when they are finished.
  package var unfinished = 0
  /// Lines of the journal.
  package var events = 0
  /// Findings that they tell of.
  package var findings = 0
  /// Finished run folders that could not be read, each with the reason.
  package var unreadable: [String] = []
}

extension TeamLedger {
  /// Makes the index anew from the run folders, the journal and the program file.
  ///
  /// Effect: all of it or nothing; meanwhile readers see the index of before. What cannot be opened
  ///         as a database is removed first.
  ///
  /// - Parameters:
  ///   - roots: folders to look below, beside `runs` and those of exercises that were recorded.
  ///   - progress: is told how many exercises were read.
  package static func rebuild(
    at place: LedgerPlace, roots: [String] = [], program: (ProgramFile, digest: String)?,
    progress: (Int) -> Void = { _ in }
  ) throws -> LedgerRebuild {
    var opened: TeamLedger? = try? TeamLedger(at: place)
    if opened == nil || (try? opened?.index.defects().isEmpty) != true {
      opened?.index.close()
      opened = nil
      try LedgerIndex.remove(place)
    }
    let ledger = try opened ?? TeamLedger(at: place)
    let known = try ledger.index.read(ExerciseTable.roots)
    return try ledger.whileHolding { held in
      let part = try held?.read(from: .start)
      return try ledger.index.write { database in
        try ledger.fill(
          database, from: Set(known + roots.map(place.short) + [runs]), part, program, progress)
      }
    }
  }

  /// What differs between the index and one that was made anew; empty where nothing does.
  func differences(
    program: (ProgramFile, digest: String)?
  ) throws -> [String] {
    let fresh = try LedgerIndex.temporary()
    let roots = try index.read(ExerciseTable.roots)
    return try whileHolding { held in
      if let held { _ = try catchUp(with: held) }
      let part = try held?.read(from: .start)
      _ = try fresh.write { try fill($0, from: Set(roots + [Self.runs]), part, program) { _ in } }
      return LedgerDump.differences(
        of: try index.read(LedgerDump.rows), from: try fresh.read(LedgerDump.rows))
    }
  }

  private func whileHolding<Value>(_ body: (HeldJournal?) throws -> Value) throws -> Value {
    // A journal that is not there is not made for being read.
    guard FileManager.default.fileExists(atPath: journal.path) else { return try body(nil) }
    return try journal.holding { try body($0) }
  }

  private func fill(
    _ database: Database, from roots: Set<String>, _ part: JournalPart?,
    _ program: (ProgramFile, digest: String)?, _ progress: (Int) -> Void
  ) throws -> LedgerRebuild {
    let part = part ?? JournalPart(Data(), from: .start)
    if let defect = part.defect {
      throw LedgerError(
        "\(place.journal): \(defect)",
        hint: "the ledger stays as it is; bring the file back, then try again")
    }
    var report = LedgerRebuild()
    try EventTable.clear(database)
    if part.end != .start {
      try EventTable.take(part.entries, from: .start, to: part.end, into: database)
    }
    report.events = part.end.lines
    report.findings = try FindingTable.count(.everything, on: "", in: database)
    if let program { try ProgramTable.put(program.0, digest: program.digest, into: database) }
    try ExerciseTable.clear(database)
    var seen: Set<String> = []
    for root in roots.sorted() {
      if root != Self.runs { try ExerciseTable.addRoot(root, to: database) }
      let found = RunTree.walk(place.full(root))
      report.unfinished += found.unfinished.count
      for path in found.finished where seen.insert(path).inserted {
        do {
          guard let exercise = try ReadExercise(RunFolder(path: path), at: place) else { continue }
          try ExerciseTable.put(exercise, into: database)
          report.exercises += 1
          progress(report.exercises)
        } catch let error as EvidenceError {
          report.unreadable.append("\(place.short(path)): \(error.message)")
        }
      }
    }
    return report
  }
}
