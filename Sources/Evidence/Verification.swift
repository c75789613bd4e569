import Foundation
import Histories

/// Whether the evidence of a run folder is what was recorded; every file that is not is named.
package enum Verification {
  /// What is wrong, one sentence each, naming the file; empty where nothing is.
  ///
  /// A run that a crash cut short has no SEAL: its chains and the blocks of its histories are
  /// verified all the same.
  package static func defects(of folder: RunFolder) throws(EvidenceError) -> [String] {
    let files = FileManager.default
    let isSealed = files.fileExists(atPath: folder.seal)
    guard isSealed || files.fileExists(atPath: folder.plan) else {
      throw EvidenceError(
        "\(folder.path) is no run folder", hint: "see cygnet evidence list")
    }
    var defects = isSealed ? try Seal.defects(of: folder) : []
    for (path, first) in [(folder.exercise, 0), (folder.blue, 1)]
    where files.fileExists(atPath: path) {
      if let defect = try TimelineReader(reading: path, first: first).defect {
        defects.append("\(path): \(defect)")
      }
    }
    for part in [folder, folder.twin] {
      if files.fileExists(atPath: part.timeline),
        let defect = try TimelineReader(reading: part.timeline).defect
      {
        defects.append("\(part.timeline): \(defect)")
      }
      if !isSealed, files.fileExists(atPath: part.history) {
        do {
          _ = try History(reading: part.history)
        } catch {
          defects.append("\(part.history): \(error)")
        }
      }
    }
    return defects
  }
}
