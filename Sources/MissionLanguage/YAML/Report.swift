import Vocabulary

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
