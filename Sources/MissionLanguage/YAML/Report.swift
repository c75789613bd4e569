package import Vocabulary

/// Collects everything wrong in one file; reading goes on after each complaint.
///
/// A reference type, so that every section adds to the same list; it never leaves one call.
final class Report {
  /// The file as the person named it.
  let file: String
  private var diagnostics: [Diagnostic] = []

  /// An empty report on one file.
  init(file: String) { self.file = file }

  /// Whether nothing is wrong so far.
  var isClean: Bool { diagnostics.isEmpty }

  /// Whether there is more wrong than anybody would read; long loops stop then.
  var isFull: Bool { diagnostics.count >= 200 }

  /// Everything found, by line and column.
  var errors: MissionErrors { MissionErrors(diagnostics: diagnostics) }

  /// Notes one thing wrong.
  func add(_ position: SourcePosition, _ message: String, hint: String) {
    guard !isFull else { return }
    diagnostics.append(
      Diagnostic(file: file, position: position, message: message, hint: hint))
  }

  /// Notes what a reading said about a value.
  func add(_ position: SourcePosition, _ complaint: Complaint) {
    add(position, complaint.message, hint: complaint.hint)
  }
}

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

/// What is wrong with one value, before its place is known.
struct Complaint: Error {
  /// One sentence without a full stop.
  var message: String
  /// What to try.
  var hint: String

  /// A complaint with what to try.
  init(_ message: String, hint: String) {
    self.message = message
    self.hint = hint
  }
}
