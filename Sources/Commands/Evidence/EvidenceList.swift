import ArgumentParser
import Evidence
import Foundation
import Vocabulary

/// The runs below a folder.
struct EvidenceList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The runs below a folder, oldest first.")

  @Option(help: "Where run folders are.") var runs = "runs"
  @Flag(help: "One JSON object a run on standard output.") var json = false

  private struct Row: Encodable {
    var folder: String
    var sealed: Bool
    var readiness: Int?
    var verdict: String
  }

  func run() throws {
    let files = FileManager.default
    let missions = (try? files.contentsOfDirectory(atPath: runs))?.sorted() ?? []
    let folders = missions.flatMap { mission in
      ((try? files.contentsOfDirectory(atPath: "\(runs)/\(mission)")) ?? []).sorted().map {
        "\(runs)/\(mission)/\($0)"
      }
    }.filter { files.fileExists(atPath: RunFolder(path: $0).plan) }
    if folders.isEmpty && !json { print("no run below \(runs); try cygnet rehearse") }
    for folder in folders {
      let row = Self.row(RunFolder(path: folder))
      if json {
        print(try CanonicalJSON.line(row))
      } else {
        let readiness = row.readiness.map { "readiness \($0)" } ?? "readiness –"
        let seal = row.sealed ? "sealed" : "not finished"
        print(
          "\(Terminal.padded(folder, 66)) \(Terminal.padded(row.verdict, 8)) \(readiness)  \(seal)")
      }
    }
  }

  private static func row(_ folder: RunFolder) -> Row {
    func read<Value: Decodable>(_ type: Value.Type, _ path: String) -> Value? {
      FileManager.default.contents(atPath: path).flatMap {
        try? CanonicalJSON.decode(type, from: $0)
      }
    }
    let verdicts = read([Verdict].self, folder.verdict)
    let worst = verdicts.map { $0.map(\.result).reduce(Validity.valid) { $0.merged(with: $1) } }
    return Row(
      folder: folder.path, sealed: FileManager.default.fileExists(atPath: folder.seal),
      readiness: read(Score.self, folder.score)?.readiness, verdict: worst?.rawValue ?? "–")
  }
}
