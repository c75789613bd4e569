import Evidence
package import Exercises
import Ranges
import Vocabulary

extension LiveExercise: TerminalDoor {
  /// Opens a recorded shell on the ops host; refused before the range is up.
  package func openTerminal(
    for person: Participant, term: String, columns: Int, rows: Int
  ) async throws(Refusal) -> String {
    try await hub().openTerminal(for: person, term: term, columns: columns, rows: rows)
  }

  /// All output from the beginning, then as it comes.
  package func terminalOutput(
    _ id: String, for person: Participant
  ) async throws(Refusal) -> AsyncStream<[UInt8]> {
    try await hub().terminalOutput(id, for: person)
  }

  /// Hands on what the person typed.
  package func terminalInput(
    _ id: String, _ bytes: [UInt8], for person: Participant
  ) async throws(Refusal) { try await hub().terminalInput(id, bytes, for: person) }

  /// Tells the shell of the window's new size.
  package func resizeTerminal(
    _ id: String, columns: Int, rows: Int, for person: Participant
  ) async throws(Refusal) {
    try await hub().resizeTerminal(id, columns: columns, rows: rows, for: person)
  }

  /// Ends the shell.
  package func closeTerminal(_ id: String, for person: Participant) async throws(Refusal) {
    try await hub().closeTerminal(id, for: person)
  }

  private func hub() throws(Refusal) -> TerminalHub {
    guard let terminals else {
      throw Refusal(.phase, "there are terminals only while the exercise runs")
    }
    return terminals
  }

  /// Opens the door to the ops host; without it blue still has its pages.
  func openTerminals() async {
    guard let begun else { return }
    do {
      terminals = TerminalHub(
        range: try await TerminalRange(begun.range.cluster), recordings: folder.recordings,
        desk: LiveDesk(begun: begun, record: record, clock: machine.clock), origin: begun.origin,
        clock: machine.clock)
    } catch {
      machine.progress("\(card.code)  no terminals: \(error)")
    }
  }
}
