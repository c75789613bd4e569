import ArgumentParser
import Conductor
import Foundation

/// Writes down what the binary says of itself; `make reference` calls it.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "The reference of commands and the manual page.",
    shouldDisplay: false)

  @Option(help: "The folder of the documents.") var docs = "docs"

  /// The files below the folder of the documents, each whole.
  static func files(_ tool: CommandInfo) -> [(path: String, text: String)] {
    [
      ("reference/commands.md", CommandPage.markdown(tool)),
      ("man/cygnet.1", ManualPage.man(tool, version: ProjectVersion.text)),
    ]
  }

  func run() throws {
    guard FileManager.default.fileExists(atPath: docs) else {
      throw UsageError("there is no folder \(docs)", hint: "call it where the documents are")
    }
    for (path, text) in Self.files(try CommandInfo.ofTool()) {
      let url = URL(fileURLWithPath: "\(docs)/\(path)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url, options: .atomic)
      print("wrote \(docs)/\(path)")
    }
  }
}
