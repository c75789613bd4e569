import ArgumentParser
import Foundation
import Vocabulary

/// The catalogue on disk.
struct MissionList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The missions below a folder.")

  @Argument(help: "The folder.") var folder = "Missions"
  @Flag(help: "One JSON object a mission on standard output.") var json = false

  private struct Row: Encodable {
    var file: String
    var title: String
    var family: String
    var difficulty: Int
    var database: String
    var isReadable: Bool
  }

  func run() throws {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let files = names.filter { $0.hasSuffix(".yaml") && !$0.contains("runbooks/") }.sorted()
    if files.isEmpty {
      throw UsageError(
        "there is no mission below \(folder)", hint: "give a folder that holds .yaml files")
    }
    for name in files {
      let path = "\(folder)/\(name)"
      let mission = (try? MissionSource(path: path))?.mission
      let row = Row(
        file: path, title: mission?.title ?? "cannot be read; see cygnet mission validate",
        family: mission?.family ?? "", difficulty: mission?.difficulty ?? 0,
        database: mission?.database.kind ?? "", isReadable: mission != nil)
      if json {
        print(try CanonicalJSON.line(row))
      } else {
        print(Terminal.padded(path, 62) + " \(row.difficulty)  \(row.title)")
      }
    }
  }
}
