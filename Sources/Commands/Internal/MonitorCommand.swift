import ArgumentParser
import Databases
import Foundation
import LinuxHost
import Vocabulary

/// The built-in black-box probes; started by an agent, writes one status a line.
struct MonitorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor", abstract: "The built-in probes.", shouldDisplay: false)

  @Argument(help: "Path of the order: a database kind and a cluster layout.")
  var order: String

  func run() async throws {
    guard let data = FileManager.default.contents(atPath: order) else {
      throw ValidationError("cannot read the order \(order)")
    }
    let order = try CanonicalJSON.decode(MonitorOrder.self, from: data)
    guard let database = DatabaseCatalogue.database(order.kind) else {
      throw ValidationError("there is no database '\(order.kind)'")
    }
    let watching = Task {
      await database.watch(
        order.cluster, every: order.everyNs, now: { MonotonicClock.now() }
      ) { status in
        guard let line = try? CanonicalJSON.line(status) else { return }
        try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
      }
    }
    // The parent's end closes standard input, and nothing may outlive it.
    await StandardInput.untilEnd { _ in false }
    watching.cancel()
  }
}
