/// A command as an operator types it on one host: what an agent runs, journals and reports.
///
/// Errors: a status that is not the expected one fails the action, with the command's own words.
package struct OperatorCommand: Sendable, Hashable, Codable {
  /// Where it is typed.
  package var host: HostName
  /// The program and its arguments, one element each.
  package var arguments: [String]
  /// Whether the operator expects to be refused: then a status of 0 is the failure.
  package var isRefused: Bool
  /// How long it may take.
  package var limitNs: Nanoseconds

  /// A command.
  package init(
    on host: HostName, _ arguments: [String], isRefused: Bool = false,
    limitNs: Nanoseconds = .seconds(10)
  ) {
    self.host = host
    self.arguments = arguments
    self.isRefused = isRefused
    self.limitNs = limitNs
  }

  /// As a person reads it: words with blanks in quotes.
  package var text: String {
    arguments.map { word in
      let isPlain = !word.isEmpty && !word.contains { " \t\n'\"$&|;<>*?()".contains($0) }
      return isPlain ? word : "'\(word)'"
    }.joined(separator: " ")
  }
}

/// What became of an operator's command.
package struct CommandRecord: Sendable, Equatable, Codable {
  /// What was typed, and where.
  package var command: OperatorCommand
  /// Its status; 124 where it was ended because it took too long.
  package var exit: Int32
  /// What it printed on standard output, its first 4,000 characters.
  package var output: String
  /// What it printed on standard error, its first 4,000 characters.
  package var error: String
  /// When it was started, on the machine's monotonic clock.
  package var startNs: Nanoseconds
  /// When it ended.
  package var endNs: Nanoseconds

  /// A record.
  package init(
    command: OperatorCommand, exit: Int32, output: String, error: String, startNs: Nanoseconds,
    endNs: Nanoseconds
  ) {
    self.command = command
    self.exit = exit
    self.output = output
    self.error = error
    self.startNs = startNs
    self.endNs = endNs
  }
}
