import ArgumentParser
import Exercises
import Foundation
import Vocabulary

/// Blue's terminals for those who look on.
struct ExerciseLook: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "look",
    abstract: "Red and white: blue's terminals; with one of them, what it shows, as it comes.",
    discussion: "What steers a terminal is taken out of it. It ends when the shell ends.")

  @OptionGroup var seat: SeatOptions
  @Argument(help: "The terminal, such as t1; none lists them.") var terminal: String?

  func run() throws {
    let client = try seat.client()
    guard let terminal else { return try list(client) }
    guard terminal.utf8.allSatisfy({ ConsoleLink.isOfToken($0) }), !terminal.isEmpty else {
      throw UsageError("this is no terminal", hint: "cygnet exercise look lists them")
    }
    var screen = ScreenText()
    try client.showTerminal(terminal) { bytes in
      let text = screen.take(bytes)
      if !text.isEmpty { try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) }
    }
  }

  private func list(_ client: ExerciseClient) throws {
    let found = try client.view()["terminals"] ?? .array([])
    if seat.json { return print(Terminal.words(found)) }
    let all = try CanonicalJSON.decode([ShownTerminal].self, from: try CanonicalJSON.line(found))
    if all.isEmpty { print("blue has opened no terminal") }
    for terminal in all {
      print(
        Terminal.padded(terminal.id, 6) + Terminal.padded(terminal.isOpen ? "open" : "over", 6)
          + Terminal.line(terminal.by))
    }
  }
}
