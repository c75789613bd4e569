package import Exercises
package import Vocabulary

/// Whom terminals ask for what only the range can do, and tell what happened.
package protocol TerminalDesk: Sendable {
  /// Carries out a verb of the service manager on a host, for a person.
  func operate(
    _ verb: ServiceVerb, on host: HostName, for person: Participant
  ) async -> ServiceAnswer
  /// Takes note; called one after the other, in order.
  func note(_ report: TerminalReport) async
}

/// What the service manager says.
package struct ServiceAnswer: Sendable, Equatable {
  /// As systemctl's exit code.
  package var exit: Int
  /// What it prints.
  package var text: String

  /// An answer.
  package init(exit: Int, text: String) {
    self.exit = exit
    self.text = text
  }
}

/// Something that happened in a terminal.
///
/// Units: times are those of the clock that the terminals were given, CLOCK_MONOTONIC.
package enum TerminalReport: Sendable, Equatable {
  case opened(terminal: String, recording: Int, by: String, atNs: Nanoseconds)
  /// A line was entered; its end is not known yet, so `exit` is nil and there are no effects.
  case began(ExecutedCommand)
  case ended(ExecutedCommand)
  /// A host was entered or left; what the prompt says.
  case entered(host: HostName, terminal: String, atNs: Nanoseconds)
  /// Programs in it said more than is written down: what was left out.
  case dropped(ShellBrake.Dropped, terminal: String, recording: Int, by: String)
  case closed(terminal: String, exit: Int?, atNs: Nanoseconds)
}
