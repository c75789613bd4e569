import Conductor
import Foundation
import Vocabulary

/// Who plays blue, from the words of the command line and the mission.
enum Blue {
  /// `none`, `runbook:FILE`, or nil for the runbook that the mission names.
  static func responder(named words: String?, for source: MissionSource) throws -> Responder {
    switch words {
    case "none": return .none
    case let words? where words.hasPrefix("runbook:"):
      return .runbook(try MissionSource.runbook(path: String(words.dropFirst("runbook:".count))))
    case let words?:
      throw UsageError("'\(words)' is no responder", hint: "try none or runbook:FILE")
    case nil:
      guard let name = source.mission.blue.runbook else { return .none }
      return .runbook(try MissionSource.runbook(path: path(of: name, for: source)))
    }
  }

  /// `runbooks/` beside the folder that the mission lies in, or in it.
  static func path(of name: String, for source: MissionSource) throws -> String {
    let folder = URL(fileURLWithPath: source.path).deletingLastPathComponent()
    let candidates = [folder.deletingLastPathComponent(), folder].map {
      $0.appendingPathComponent("runbooks/\(name).yaml").path
    }
    guard let found = candidates.first(where: { FileManager.default.fileExists(atPath: $0) })
    else {
      throw UsageError(
        "the mission names the runbook \(name), and there is no \(candidates[0])",
        hint: "try --responder runbook:FILE or --responder none")
    }
    return found
  }
}
