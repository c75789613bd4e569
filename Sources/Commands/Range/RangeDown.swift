import ArgumentParser
import Foundation
import Ranges

/// Takes a range down; nothing of it is left.
struct RangeDown: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "down", abstract: "End a range; nothing of it is left.")

  @Argument(help: "The range's name.") var name = "range"

  func run() async throws {
    guard let record = RangeRegistry.find(name) else {
      throw UsageError(
        "there is no range '\(name)'", hint: "cygnet range status shows what is up")
    }
    if let connection = try? RangeConnection(socket: record.places.socket) {
      _ = try? await connection.ask(.down)
      connection.close()
    }
    Sandbox(record: record).remove(atOnce: false)
    try? FileManager.default.removeItem(atPath: RangeRegistry.scratch(of: name) + ".logs")
    Terminal.say("range \(name) is down")
  }
}
