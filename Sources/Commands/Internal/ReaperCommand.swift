import ArgumentParser
import Ranges

/// Process 1 of a sandbox; started by `unshare`, never by people.
struct ReaperCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reaper", abstract: "The first process of a sandbox.", shouldDisplay: false)

  @Argument var evidence: String
  @Argument var scratch: String
  @Option var linger: Int?

  func run() throws {
    let places = RangePlaces(evidence: evidence, scratch: scratch)
    throw ExitCode(try Reaper.run(places: places, lingerSeconds: linger))
  }
}
