import Exercises
import Vocabulary

/// The lines of one shell: the one that runs, until the prompt is back.
struct CommandNotes {
  /// What a shell's reports are made with.
  struct Shell {
    var terminal: String
    var recording: Int
    var by: String
    var host: HostName
    var prompt: String
    var book: HostBook
  }

  let shell: Shell
  private var open: ExecutedCommand?

  init(_ shell: Shell) { self.shell = shell }

  /// A line was entered.
  mutating func began(
    _ command: String, in directory: String, at time: Nanoseconds
  ) -> ExecutedCommand {
    let judged = CommandClass.of(command, on: shell.host, in: shell.book)
    let noted = ExecutedCommand(
      terminal: shell.terminal, recording: shell.recording, by: shell.by, host: shell.host,
      directory: directory, command: command, exit: nil, startNs: time, endNs: time,
      prompt: shell.prompt, isMutating: judged.isMutating, targets: judged.targets, effects: [])
    open = noted
    return noted
  }

  /// The range did something for the line that runs: that is known, whatever its words are.
  mutating func did(_ effect: ServiceEffect) {
    open?.effects.append(effect)
    if effect.verb.isMutating { open?.isMutating = true }
    reached(effect.host)
  }

  /// The line that runs went to a host.
  mutating func reached(_ host: HostName) {
    if open?.targets.contains(host) == false { open?.targets.append(host) }
  }

  /// The prompt is back, or with nil the shell is gone; nil where no line ran.
  mutating func ended(exit: Int?, at time: Nanoseconds) -> ExecutedCommand? {
    defer { open = nil }
    open?.exit = exit
    open?.endNs = time
    return open
  }
}
