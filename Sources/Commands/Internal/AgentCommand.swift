import ArgumentParser
import Ranges
import Vocabulary

/// Runs where the hosts are; started by the reaper, never by people.
struct AgentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent", abstract: "The agent of a range.", shouldDisplay: false)

  @Argument var evidence: String
  @Argument var scratch: String
  @Option var linger: Int?

  func run() throws {
    let places = RangePlaces(evidence: evidence, scratch: scratch)
    try AgentServer(places: places, linger: linger.map { .seconds($0) }).run()
  }
}
