internal import Evidence
internal import Foundation
package import Vocabulary

/// How a ledger stands.
package struct LedgerStatus: Sendable, Equatable, Codable {
  /// Exercises in the index.
  package var exercises: Int
  /// Finished run folders that are not in it, or were sealed anew since.
  package var missing: [String]
  /// Run folders without a SEAL.
  package var unfinished: Int
  /// Lines of the journal that the index knows.
  package var events: Int
  /// Findings by where they stand.
  package var findings: [String: Int]
  /// Bytes of a line in the journal that is being written, or was never finished.
  package var torn: Int
}

extension TeamLedger {
  /// Counts, and what is not in the index yet.
  package func status(on today: String) throws -> LedgerStatus {
    let roots = try index.read(ExerciseTable.roots)
    let found = Set(roots + [Self.runs]).sorted().map { RunTree.walk(place.full($0)) }
    let seals = Dictionary(
      try index.read(ExerciseTable.seals).map { ($0.folder, $0.seal) }, uniquingKeysWith: { $1 })
    let missing = Set(found.flatMap(\.finished)).sorted().filter { path in
      let data = FileManager.default.contents(atPath: RunFolder(path: path).seal) ?? Data()
      return seals[place.short(path)] != Digest.sha256(data)
    }
    let known = try index.read(EventTable.place)
    return LedgerStatus(
      exercises: seals.count, missing: missing.map(place.short),
      unfinished: found.reduce(0) { $0 + $1.unfinished.count }, events: known.lines,
      findings: Dictionary(
        try index.read { try FindingTable.standing(on: today, in: $0) },
        uniquingKeysWith: { $1 }),
      torn: try journal.read(from: known).torn.count)
  }

  /// Everything that is wrong with the journal, the index and how they fit; one sentence each.
  package func defects(program: (ProgramFile, digest: String)?) throws -> [String] {
    var defects = try index.defects().map { "\(place.database): \($0)" }
    let known = try index.read(EventTable.place)
    if !(try journal.reaches(known)) {
      defects.append(
        "\(place.journal): line \(known.lines), which the ledger had read, is gone or was changed")
    }
    if let defect = try journal.read().defect {
      defects.append("\(place.journal): \(defect)")
    }
    // Of another journal another index is made, and every row would differ.
    guard defects.isEmpty else { return defects }
    return defects + (try differences(program: program).map { "\(place.database): \($0)" })
  }
}
