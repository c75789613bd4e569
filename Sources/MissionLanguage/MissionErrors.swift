package import Vocabulary

/// Everything wrong with a mission or a runbook, sorted by line and column, without repeats.
package struct MissionErrors: Error, Sendable, Equatable, CustomStringConvertible {
  /// At least one; in the order of the file.
  package var diagnostics: [Diagnostic]

  /// Sorts the list and drops repeats.
  package init(diagnostics: [Diagnostic]) {
    var seen: Set<Diagnostic> = []
    self.diagnostics = diagnostics.filter { seen.insert($0).inserted }.sorted {
      ($0.position.line, $0.position.column, $0.message)
        < ($1.position.line, $1.position.column, $1.message)
    }
  }

  /// One diagnostic after the other, as compilers print them.
  package var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}
