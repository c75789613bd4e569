package import Vocabulary

/// What the world did to a history file: it could not be opened, written, or is not a history.
///
/// Errors: each says what failed, on what, and what to try.
package enum HistoryError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file system refused; the reason is the system's own words.
  case file(path: String, action: String, reason: String)
  /// The file is not a history, or a block whose checksum is right makes no sense.
  case damaged(path: String, offset: Int, reason: String)
  /// A text history is wrong at this place.
  case malformed(Diagnostic)

  /// One or two lines for people.
  package var description: String {
    switch self {
    case .file(let path, let action, let reason):
      "could not \(action) the history '\(path)': \(reason); check that the path is right, and "
        + "where it is to be written that the folder is writable and has space"
    case .damaged(let path, let offset, let reason):
      "'\(path)' is no readable history at byte \(offset): \(reason); "
        + "a text history is imported, not read"
    case .malformed(let diagnostic):
      diagnostic.description
    }
  }
}
