import ArgumentParser
import Foundation

/// Which exercise, and as whom.
struct SeatOptions: ParsableArguments {
  @Option(help: "The exercise's code; else the one that was joined last.")
  var code: String?
  @Option(name: .customLong("as"), help: "Your name, where you have several seats in it.")
  var name: String?
  @Flag(help: "The answer as JSON on standard output.") var json = false

  /// The client of that seat; `$CYGNET_SESSION`, a link with the session after `#`, comes first.
  func client() throws -> ExerciseClient {
    let environment = ProcessInfo.processInfo.environment
    if let text = environment["CYGNET_SESSION"], !text.isEmpty {
      let link = try ConsoleLink(text)
      return ExerciseClient(
        session: SavedSession(
          code: link.code, address: link.address, port: link.port, session: link.secret, name: "",
          role: ""))
    }
    let store = try SessionStore(environment: environment)
    return ExerciseClient(
      session: try SessionStore.choose(store.sessions(), code: code, name: name))
  }
}
