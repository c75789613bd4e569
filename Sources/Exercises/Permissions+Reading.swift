/// Who may read what is no part of a role's view, printed in docs/reference/exercise.md.
extension Permissions {
  /// What can be read beside the view.
  package enum Reading: String, Sendable, CaseIterable {
    /// The list of blue's terminals.
    case terminals
    /// What a terminal shows and has shown.
    case terminalOutput = "terminal-output"
    /// The mission's text, and what comes of another one.
    case missions
    /// What red has kept for itself.
    case draft
  }

  /// One line of the table of what is read.
  package static func readers(of reading: Reading) -> Set<Role> {
    switch reading {
    // Red may see what blue can see.
    case .terminals: [.red, .white]
    case .terminalOutput: [.red, .white, .blue]
    case .missions: [.red, .white]
    case .draft: [.red]
    }
  }

  /// Why the role may not read it; nil where it may.
  ///
  /// Limits: the same words as for what does not exist, so that nobody learns that it does.
  package static func refusal(toRead reading: Reading, role: Role) -> Refusal? {
    guard !readers(of: reading).contains(role) else { return nil }
    let isTerminal = reading == .terminalOutput
    return Refusal(.missing, "there is no such \(isTerminal ? "terminal" : "page")")
  }
}
