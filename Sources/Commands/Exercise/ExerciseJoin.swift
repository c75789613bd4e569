import ArgumentParser
import Exercises
import Foundation

/// Takes a seat.
struct ExerciseJoin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Take your seat with the one-time link of your invitation.")

  @Argument(help: "The link; - reads it from standard input, where no list of processes shows it.")
  var link: String
  @Flag(help: "Keep nothing; print the value for $CYGNET_SESSION instead.") var export = false

  func run() throws {
    let text = link == "-" ? readLine() ?? "" : link
    let place = try ConsoleLink(text.trimmingCharacters(in: .whitespaces))
    let store = try SessionStore(environment: ProcessInfo.processInfo.environment)
    if !export { _ = try store.sessions() }
    let session = try ExerciseClient.join(place)
    if export {
      print("export CYGNET_SESSION='\(session.page)#\(session.session)'")
      return
    }
    try store.keep(session)
    print(
      "you are \(Terminal.plain(session.name)), \(Terminal.plain(session.role)) in \(session.code)")
    print("next: cygnet exercise status, cygnet exercise watch")
  }
}
