import ArgumentParser
import Foundation
import LinuxHost
import Vocabulary
import Workloads

/// The load; started by an agent, writes a history and, at its end, one line of figures.
struct DriveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drive", abstract: "The load.", shouldDisplay: false)

  @Argument(help: "Path of the order: workload, seed, endpoints, history.")
  var order: String

  func run() async throws {
    guard let data = FileManager.default.contents(atPath: order) else {
      throw ValidationError("cannot read the order \(order)")
    }
    let order = try CanonicalJSON.decode(DriveOrder.self, from: data)
    let (lines, yield) = AsyncStream.makeStream(of: String.self)
    Thread.detachNewThread {
      while let line = readLine() { yield.yield(line) }
      yield.finish()
    }
    let cpu = ProcessClock.cpu()
    var summary = try await LoadDriver.run(
      order: order, clock: { MonotonicClock.now() }, input: lines)
    summary.cpuNs = ProcessClock.cpu() - cpu
    print(try CanonicalJSON.line(summary))
  }
}
