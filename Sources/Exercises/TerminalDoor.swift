/// Blue's hands: terminals on the range, recorded, with every command noted.
package protocol TerminalDoor: TerminalWindow {
  /// Opens a terminal on the ops host; `term` is `dumb` for a page and the caller's own otherwise.
  func openTerminal(
    for person: Participant, term: String, columns: Int, rows: Int
  ) async throws(Refusal) -> String
  /// All output from the beginning, then as it comes; ends when the shell ends.
  func terminalOutput(
    _ id: String, for person: Participant
  ) async throws(Refusal) -> AsyncStream<[UInt8]>
  /// What the person typed.
  func terminalInput(_ id: String, _ bytes: [UInt8], for person: Participant) async throws(Refusal)
}

/// What a terminal is seen through: its size, and its end.
package protocol TerminalWindow: Sendable {
  /// The window's new size.
  func resizeTerminal(
    _ id: String, columns: Int, rows: Int, for person: Participant
  ) async throws(Refusal)
  /// Ends the shell.
  func closeTerminal(_ id: String, for person: Participant) async throws(Refusal)
}
