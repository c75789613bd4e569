import Evidence
import Foundation
import Vocabulary

/// Missions of exercises with people that blue must not be told of yet.
enum UnrevealedMissions {
  /// Of every exercise below `<runs>/live` that is not revealed; aborted ones are not, either.
  ///
  /// Errors: a plan that cannot be read: nobody knows then what must not be told.
  static func names(below runs: String) throws -> Set<String> {
    let files = FileManager.default
    let live = runs + "/live"
    let codes = (try? files.contentsOfDirectory(atPath: live)) ?? []
    var names: Set<String> = []
    for code in codes.sorted() {
      let folder = RunFolder(path: "\(live)/\(code)")
      guard files.fileExists(atPath: folder.exercise),
        !files.fileExists(atPath: folder.path + "/reveal.json")
      else { continue }
      guard let data = files.contents(atPath: folder.plan),
        let plan = try? CanonicalJSON.decode(Plan.self, from: data)
      else {
        throw UsageError(
          "\(Terminal.path(folder.plan)) cannot be read, so nobody knows what must not be told",
          hint: "move that folder away if the exercise is over")
      }
      names.insert(plan.mission)
    }
    return names
  }
}
