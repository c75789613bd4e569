import LinuxHost
import Synchronization
import Vocabulary

extension Agent {
  /// Types an operator's command on a host and reports what it said, also where it failed.
  func type(_ command: OperatorCommand, on host: AgentHost) throws {
    guard state.withLock({ $0.remote == nil }) else {
      throw RangeError(
        "operators' commands are not typed on machines of an inventory",
        hint: "a range can be thrown away afterwards, a machine cannot")
    }
    guard let program = command.arguments.first else {
      throw RangeError("there is no command to type", hint: "give a program and its arguments")
    }
    let start = MonotonicClock.now()
    let ran = try Command.run(
      program, Array(command.arguments.dropFirst()), host: host.namespace,
      timeout: command.limitNs)
    let exit = ran.isTimedOut ? 124 : ran.status.number
    say(
      .commandRan(
        CommandRecord(
          command: command, exit: exit, output: String(ran.output.prefix(4_000)),
          error: String(ran.error.prefix(4_000)), startNs: start, endNs: MonotonicClock.now())))
    if command.isRefused == (exit != 0) { return }
    let words = (ran.error + ran.output).split(separator: "\n").last.map(String.init) ?? ""
    throw RangeError(
      command.isRefused
        ? "`\(command.text)` on \(host.name) was not refused"
        : "`\(command.text)` on \(host.name) ended with \(exit): \(words)",
      hint: "see command.ran in the timeline")
  }

  /// Whether a command that only looks says what is expected.
  func look(
    _ arguments: [String], on host: AgentHost, expecting wanted: CommandExpectation
  ) throws -> (Bool, String) {
    guard let program = arguments.first else { return (false, "there is no command to look with") }
    let ran = try Command.run(
      program, Array(arguments.dropFirst()), host: host.namespace, timeout: .seconds(5))
    let isDone = !ran.isTimedOut && ran.status.number == 0
    let text = ran.output + ran.error
    let seen =
      isDone == wanted.succeeds && wanted.shows.allSatisfy(text.contains)
      && !wanted.hides.contains(where: text.contains)
    let last = text.split(separator: "\n").last.map(String.init) ?? "nothing"
    return (
      seen,
      seen ? wanted.meaning : "not \(wanted.meaning): \(program) on \(host.name) says \(last)"
    )
  }
}
