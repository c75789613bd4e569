import ArgumentParser
import Evidence
import Findings
import Foundation
import Histories
import Ledger
import Ranges
import Vocabulary

/// The caller's mistake, found once a command runs; exit 64.
struct UsageError: Error, CustomStringConvertible {
  var message: String
  var hint: String?

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  var description: String { message + (hint.map { "\n  hint: \($0)" } ?? "") }
}

extension Cygnet {
  /// Runs the command line and ends the process; every error in words for people.
  package static func launch() async {
    do {
      var command = try parseAsRoot()
      if var concurrent = command as? any AsyncParsableCommand {
        try await concurrent.run()
      } else {
        try command.run()
      }
    } catch {
      guard let (text, code) = Failure.inWords(error) else { exit(withError: error) }
      Terminal.say(text)
      exit(withError: ExitCode(code))
    }
  }
}

/// Errors as a terminal shows them.
enum Failure {
  /// The text and the exit code; nil for what the argument parser itself says best.
  static func inWords(_ error: any Error) -> (text: String, code: Int32)? {
    switch error {
    case let refused as MissionRefused: (refused.description, 64)
    case let refused as TrialRefused: (refused.description, 64)
    case let usage as UsageError: ("error: \(usage)", 64)
    case let range as RangeError: ("error: \(range)", 70)
    case let evidence as EvidenceError: ("error: \(evidence)", 70)
    case let refusal as FindingRefusal: ("error: \(refusal.message)\n  hint: \(refusal.hint)", 64)
    case let history as HistoryError: (history.inWords, 64)
    case let ledger as LedgerError: ("error: \(ledger)", 70)
    case is ExitCode, is ValidationError, is CleanExit: nil
    case let cocoa as CocoaError: ("error: \(words(cocoa))", 70)
    case let other where isOfTheParser(other): nil
    case let other: ("error: \(other)", 70)
    }
  }

  /// The parser's own errors are of types that it does not show.
  private static func isOfTheParser(_ error: any Error) -> Bool {
    String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
  }

  /// `cannot use /proc/x: No such file or directory`.
  static func words(_ error: CocoaError) -> String {
    let path = error.filePath ?? error.url?.path ?? "a file"
    guard let cause = error.underlying as? POSIXError else {
      return "cannot use \(path): \(error.localizedDescription)"
    }
    return "cannot use \(path): \(String(cString: strerror(cause.code.rawValue)))"
  }
}

extension HistoryError {
  /// As a terminal shows it; a diagnostic says itself that it is an error.
  var inWords: String {
    if case .malformed(let diagnostic) = self { return diagnostic.description }
    return "error: \(self)"
  }
}
