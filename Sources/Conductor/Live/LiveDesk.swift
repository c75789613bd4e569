import Databases
import Exercises
import Ranges
package import Vocabulary

/// What terminals ask of the range of one exercise, and where their commands are written down.
struct LiveDesk: TerminalDesk {
  let begun: BegunExercise
  let record: LiveRecord
  let clock: @Sendable () -> Nanoseconds

  func operate(
    _ verb: ServiceVerb, on host: HostName, for person: Participant
  ) async -> ServiceAnswer {
    switch verb {
    case .start: await action("maintenance.start", on: host)
    case .stop: await action("maintenance.stop", on: host)
    case .restart: await action("operator.restart", on: host)
    case .kill: await kill(on: host)
    case .status: await status(of: host, isBrief: false)
    case .isActive: await status(of: host, isBrief: true)
    }
  }

  private func action(_ kind: String, on host: HostName) async -> ServiceAnswer {
    let (exit, detail) = await begun.conductor.operate(kind, on: [host])
    return ServiceAnswer(exit: Int(exit), text: exit == 0 ? "" : detail)
  }

  private func kill(on host: HostName) async -> ServiceAnswer {
    do {
      try await begun.range.cluster.connection.ask(
        .perform(actions: [.killDatabase(host: host)]))
      return ServiceAnswer(exit: 0, text: "")
    } catch {
      return ServiceAnswer(exit: 1, text: error.message)
    }
  }

  private func status(of host: HostName, isBrief: Bool) async -> ServiceAnswer {
    guard case .status(let status) = try? await begun.range.cluster.connection.ask(.status),
      let found = status.hosts.first(where: { $0.name == host })
    else { return ServiceAnswer(exit: 4, text: "Unit could not be found.") }
    let isActive = found.databasePid != nil
    let words = isActive ? "active (running)" : "inactive (dead)"
    return ServiceAnswer(
      exit: isActive ? 0 : 3,
      text: isBrief
        ? (isActive ? "active" : "inactive")
        : "● \(begun.range.cluster.database.kind).service on \(host)\n     Active: \(words)"
          + (found.databasePid.map { "\n   Main PID: \($0)" } ?? ""))
  }

  func note(_ report: TerminalReport) async {
    switch report {
    case .ended(let command):
      note(command)
      // What the service manager did was looked at as it was done.
      if command.isMutating && command.effects.isEmpty {
        await begun.conductor.noteTyped(command.command, on: command.targets)
      }
    case .opened(let terminal, let recording, let by, let at):
      record.append(
        .blue, .terminalOpened, at: at - begun.origin, step: nil, host: Cluster.ops,
        [
          "terminal": .string(terminal), "recording": .integer(Int64(recording)),
          "by": .string(by),
        ])
    case .closed(let terminal, let exit, let at):
      record.append(
        .blue, .terminalClosed, at: at - begun.origin, step: nil, host: Cluster.ops,
        [
          "terminal": .string(terminal),
          "exit": exit.map { .integer(Int64($0)) } ?? .null,
        ])
    case .dropped(let dropped, let terminal, let recording, let by):
      record.append(
        .blue, .notesDropped, at: dropped.toNs - begun.origin, step: nil, host: Cluster.ops,
        [
          "terminal": .string(terminal), "recording": .integer(Int64(recording)),
          "by": .string(by), "lines": .integer(Int64(dropped.lines)),
          "requests": .integer(Int64(dropped.requests)),
          "from_ns": .integer((dropped.fromNs - begun.origin).rawValue),
          "to_ns": .integer((dropped.toNs - begun.origin).rawValue),
        ])
    case .began, .entered: break
    }
  }

  private func note(_ command: ExecutedCommand) {
    let effects = command.effects.map { effect -> JSONValue in
      [
        "host": .string(effect.host.rawValue), "verb": .string(effect.verb.rawValue),
        "exit": .integer(Int64(effect.exit)),
      ]
    }
    let targets = command.targets.isEmpty ? [command.host] : command.targets
    record.append(
      .blue, .actionExecuted, at: command.endNs - begun.origin, step: nil,
      host: command.targets.first ?? command.host,
      [
        "action": .string(command.command),
        "hosts": .array(targets.map { .string($0.rawValue) }),
        "exit": command.exit.map { .integer(Int64($0)) } ?? .null,
        "mutating": .bool(command.isMutating), "prompt": .string(command.prompt),
        "started_ns": .integer((command.startNs - begun.origin).rawValue),
        "duration_ns": .integer((command.endNs - command.startNs).rawValue),
        "by": .string(command.by), "terminal": .string(command.terminal),
        "recording": .integer(Int64(command.recording)), "cwd": .string(command.directory),
        "effects": .array(effects),
      ])
  }
}

extension TimelineEvent.Kind {
  /// blue: a recorded terminal was opened; fields `terminal`, `recording`, `by`.
  package static let terminalOpened: Self = "terminal.opened"
  /// blue: it was closed; fields `terminal`, `exit`.
  package static let terminalClosed: Self = "terminal.closed"
  /// blue: programs in it said more than is noted; fields as of the opening, and what was left out.
  package static let notesDropped: Self = "notes.dropped"
}
