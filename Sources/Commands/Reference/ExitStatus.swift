/// What a command can end with; docs/reference/exit-codes.md says it at length.
enum ExitStatus: Int32, CaseIterable {
  case passed = 0
  case gap = 1
  case unknown = 2
  case invalid = 3
  case usage = 64
  case internalError = 70

  /// In a few words.
  var meaning: String {
    switch self {
    case .passed: "Valid, passed: every claim held and no gap was found."
    case .gap: "A claim is invalid, or a gap was found."
    case .unknown: "Unknown: the evidence does not decide."
    case .invalid: "The exercise itself was invalid: a fault or a healing was not proved."
    case .usage: "The command line, or a file that a person wrote, is wrong; nothing was started."
    case .internalError: "Something failed that is neither yours nor the database's."
    }
  }
}
