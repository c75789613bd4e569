package import Vocabulary

/// A line that a person typed in a recorded terminal, from when it began to when it was over.
///
/// Units: times are CLOCK_MONOTONIC of the controller when the shell's word arrived, so that no
///        fault of a host's clock is in them.
/// Limits: a shell notes whole lines; of a line longer than 1,000 characters the rest is cut off.
package struct ExecutedCommand: Sendable, Equatable, Codable {
  /// The terminal it was typed in.
  package var terminal: String
  /// The number of the terminal's recording.
  package var recording: Int
  /// The person's name.
  package var by: String
  /// Where the shell ran.
  package var host: HostName
  /// The shell's directory when the line was entered.
  package var directory: String
  /// The line as it was typed.
  package var command: String
  /// nil where its end was not seen.
  package var exit: Int?
  /// When the line was entered.
  package var startNs: Nanoseconds
  /// When the prompt was back, or the shell gone.
  package var endNs: Nanoseconds
  /// What stood before the cursor.
  package var prompt: String
  /// Whether it may have changed the database or a host; see `CommandClass`.
  package var isMutating: Bool
  /// The hosts that it went to, by its words and by what the range was seen to do.
  package var targets: [HostName]
  /// What the range did while it ran, in order.
  package var effects: [ServiceEffect]

  /// A command that is over.
  package init(
    terminal: String, recording: Int, by: String, host: HostName, directory: String,
    command: String, exit: Int?, startNs: Nanoseconds, endNs: Nanoseconds, prompt: String,
    isMutating: Bool, targets: [HostName], effects: [ServiceEffect]
  ) {
    self.terminal = terminal
    self.recording = recording
    self.by = by
    self.host = host
    self.directory = directory
    self.command = command
    self.exit = exit
    self.startNs = startNs
    self.endNs = endNs
    self.prompt = prompt
    self.isMutating = isMutating
    self.targets = targets
    self.effects = effects
  }
}

/// What a person may ask of a host's database service, as of systemd.
package enum ServiceVerb: String, Sendable, Codable, CaseIterable {
  case start
  case stop
  case restart
  case status
  case isActive = "is-active"
  /// SIGKILL to every process of the service.
  case kill

  /// Whether it changes something.
  package var isMutating: Bool { self != .status && self != .isActive }
}

/// A verb that was carried out on a host's service.
package struct ServiceEffect: Sendable, Equatable, Codable {
  /// The host whose service it was.
  package var host: HostName
  /// What was asked.
  package var verb: ServiceVerb
  /// As systemctl's exit code.
  package var exit: Int

  /// A verb with its outcome.
  package init(host: HostName, verb: ServiceVerb, exit: Int) {
    self.host = host
    self.verb = verb
    self.exit = exit
  }
}
