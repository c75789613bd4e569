import Foundation
import Ledger
import LinuxHost
import Programs
import Vocabulary

/// The plan of a quarter that a team has taken: `plans/2027Q1.json` beside its program file.
///
/// Shape: what `program plan --json` prints. It names missions, so it is its owner's alone to read.
enum KeptPlan {
  static func path(_ quarter: Quarter, at place: LedgerPlace) -> String {
    "\(place.root)/plans/\(quarter).json"
  }

  /// Nil where the team has kept none for that quarter.
  ///
  /// Errors: a file that is no plan of that quarter; a gate does not open on what cannot be read.
  static func read(_ quarter: Quarter, at place: LedgerPlace) throws -> QuarterPlan? {
    let path = path(quarter, at: place)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path),
      let plan = try? CanonicalJSON.decode(QuarterPlan.self, from: data), plan.quarter == quarter
    else {
      throw UsageError(
        "\(Terminal.path(path)) is no plan of \(quarter)",
        hint: "cygnet program plan --quarter \(quarter) --keep writes it anew")
    }
    return plan
  }

  /// Writes it whole or not at all; returns the path.
  static func write(_ plan: QuarterPlan, at place: LedgerPlace) throws -> String {
    let path = path(plan.quarter, at: place)
    try FileManager.default.createDirectory(
      atPath: "\(place.root)/plans", withIntermediateDirectories: true)
    try PrivateFile.write(try CanonicalJSON.document(plan), to: path)
    return path
  }
}
