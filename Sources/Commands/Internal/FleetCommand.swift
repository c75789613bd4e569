import ArgumentParser
import Conductor
import Foundation
import Ranges
import Vocabulary

/// All agents of an inventory as one: the agents' protocol on standard input and output.
struct FleetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fleet", abstract: "The agents of an inventory as one.", shouldDisplay: false)

  @Option(help: "The inventory.") var inventory: String
  @Option(help: "Who agreed.") var approvedBy: [String] = []

  func run() async throws {
    let fleet = try await Fleet.connect(
      to: try InventorySource(path: inventory).inventory, approvedBy: approvedBy)
    defer { fleet.close() }
    let events = Task { for await event in fleet.events { Self.say(0, event) } }
    let (lines, yield) = AsyncStream.makeStream(of: String.self)
    Thread.detachNewThread {
      while let line = readLine() { yield.yield(line) }
      yield.finish()
    }
    Self.say(0, .identity(found: fleet.identity))
    for await line in lines {
      guard let request = try? CanonicalJSON.decode(AgentRequest.self, from: line) else {
        Self.say(0, .failed(message: "not a request: \(line.prefix(80))"))
        continue
      }
      do {
        Self.say(request.id, try await fleet.ask(request.ask))
      } catch {
        Self.say(request.id, .failed(message: error.description))
      }
    }
    events.cancel()
  }

  private static func say(_ id: Int, _ say: AgentMessage.Say) {
    guard let line = try? CanonicalJSON.line(AgentMessage(id: id, say: say)) else { return }
    Terminal.result(line)
  }
}
