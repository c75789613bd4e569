import Exercises
import Vocabulary

/// The lines of one shell: those that run, until the prompt is back.
///
/// Limits: a shell runs one line at a time. Where a program of its jail says otherwise, lines are
///         nested, eight deep; what is pushed out is over, with an end that nobody saw.
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
  private var open: [ExecutedCommand] = []
  private static let deepest = 8

  init(_ shell: Shell) { self.shell = shell }

  /// A line was entered; gives it, and what it pushed out.
  mutating func began(
    _ command: String, in directory: String, judged: CommandClass, at time: Nanoseconds
  ) -> (began: ExecutedCommand, pushedOut: ExecutedCommand?) {
    let noted = ExecutedCommand(
      terminal: shell.terminal, recording: shell.recording, by: shell.by, host: shell.host,
      directory: directory, command: command, exit: nil, startNs: time, endNs: time,
      prompt: shell.prompt, isMutating: judged.isMutating, targets: judged.targets, effects: [])
    let pushedOut = open.count < Self.deepest ? nil : open.removeFirst()
    open.append(noted)
    return (noted, pushedOut.map { Self.over($0, exit: nil, at: time) })
  }

  /// The range did something for the line that runs: that is known, whatever its words are.
  mutating func did(_ effect: ServiceEffect) {
    guard !open.isEmpty else { return }
    open[open.count - 1].effects.append(effect)
    if effect.verb.isMutating { open[open.count - 1].isMutating = true }
    reached(effect.host)
  }

  /// The line that runs went to a host.
  mutating func reached(_ host: HostName) {
    guard open.last?.targets.contains(host) == false else { return }
    open[open.count - 1].targets.append(host)
  }

  /// The prompt is back; nil where no line ran.
  mutating func ended(exit: Int?, at time: Nanoseconds) -> ExecutedCommand? {
    open.popLast().map { Self.over($0, exit: exit, at: time) }
  }

  /// The shell is gone, and with it all that ran; the innermost, which is first, ended it.
  mutating func left(exit: Int, at time: Nanoseconds) -> [ExecutedCommand] {
    defer { open = [] }
    return open.reversed().enumerated().map { index, command in
      Self.over(command, exit: index == 0 ? exit : nil, at: time)
    }
  }

  private static func over(
    _ command: ExecutedCommand, exit: Int?, at time: Nanoseconds
  ) -> ExecutedCommand {
    var command = command
    command.exit = exit
    command.endNs = time
    return command
  }
}
