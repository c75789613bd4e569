import ArgumentParser
import Vocabulary

/// The runbooks on disk.
struct RunbookList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The runbooks in a folder.")

  @Argument(help: "The folder.") var folder = "Missions/runbooks"
  @Flag(help: "One JSON object a runbook on standard output.") var json = false

  private struct Row: Encodable {
    var file: String
    var title: String
    var actions: [String]
    var isReadable: Bool
  }

  func run() throws {
    for file in try RunbookSource.files(in: folder) {
      let runbook = try? MissionSource.runbook(path: file)
      let moves = runbook?.rules.flatMap(\.entries).map(\.move) ?? []
      let actions = moves.compactMap { move -> String? in
        if case .act(let kind, _, _) = move { kind } else { nil }
      }
      let row = Row(
        file: file, title: runbook?.title ?? "cannot be read; see cygnet runbook validate",
        actions: actions, isReadable: runbook != nil)
      if json {
        print(try CanonicalJSON.line(row))
      } else {
        print("\(Terminal.padded(file, 56)) \(row.title)")
      }
    }
  }
}
