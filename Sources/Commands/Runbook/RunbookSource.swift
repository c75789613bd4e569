import Foundation
import Vocabulary

/// A runbook file read and parsed, with its text, which stands in the folders of its runs.
struct RunbookSource: Sendable {
  let path: String
  let text: String
  let runbook: Runbook

  /// Reads a file, or the runbook of that name in `Missions/runbooks`.
  init(path given: String) throws {
    path = MissionSource.file(given, below: "Missions/runbooks", isWanted: { _ in true })
    runbook = try MissionSource.runbook(path: path)
    text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  /// The runbook files of a folder, by name.
  static func files(in folder: String) throws -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let files = names.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
    if files.isEmpty {
      throw UsageError(
        "there is no runbook in \(folder)", hint: "give a folder that holds .yaml files")
    }
    return files
  }
}
