import ArgumentParser
import Foundation

/// A program file to begin with.
struct ProgramInit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a commented cygnet.yaml into this folder, to be changed.")

  func run() throws {
    let path = "cygnet.yaml"
    guard !FileManager.default.fileExists(atPath: path) else {
      throw UsageError("there is a cygnet.yaml already", hint: "change it, or move it away first")
    }
    try Data(ProgramExample.text.utf8).write(
      to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    print("wrote \(path): put your people and services in, then cygnet ledger rebuild")
  }
}
