internal import Evidence
internal import Foundation

/// The run folders below a folder, whatever lies between.
///
/// Limits: eight levels deep; links are not followed, so that a loop of them ends, too.
enum RunTree {
  /// What a walk found.
  struct Found: Sendable {
    /// Folders that are finished, in the order of their names.
    var finished: [String] = []
    /// Folders with a plan that are not.
    var unfinished: [String] = []
  }

  private static let deepest = 8

  static func walk(_ root: String) -> Found {
    var found = Found()
    walk(root, depth: 0, into: &found)
    return found
  }

  /// Whether a folder is sealed and may be spoken of: before its reveal, blue could learn of it.
  static func isFinished(_ folder: RunFolder) -> Bool {
    let files = FileManager.default
    guard files.fileExists(atPath: folder.seal) else { return false }
    return !files.fileExists(atPath: folder.exercise)
      || files.fileExists(atPath: folder.path + "/reveal.json")
  }

  private static func walk(_ path: String, depth: Int, into found: inout Found) {
    let files = FileManager.default
    let folder = RunFolder(path: path)
    if files.fileExists(atPath: folder.plan) {
      if isFinished(folder) {
        found.finished.append(path)
      } else {
        found.unfinished.append(path)
      }
      // What lies in a run, its twin and the arms of its ablation, is part of it.
      return
    }
    // The arms of a comparison, and what a search tried, are no exercises of their own.
    guard depth < deepest, !files.fileExists(atPath: folder.ablation),
      !files.fileExists(atPath: folder.shrinking)
    else { return }
    for name in ((try? files.contentsOfDirectory(atPath: path)) ?? []).sorted()
    where !name.hasPrefix(".") {
      let child = path + "/" + name
      guard let kind = try? files.attributesOfItem(atPath: child)[.type] as? FileAttributeType,
        kind == .typeDirectory
      else { continue }
      walk(child, depth: depth + 1, into: &found)
    }
  }
}
