import Glibc
import LinuxHost
import Vocabulary

/// A database that somebody else runs on this machine: found, and started by its owner's command.
extension AgentHost {
  /// Starts it by the inventory's command; nothing to do where it runs.
  func start(_ service: FoundService, extraArguments: [String]) throws(LinuxError) {
    guard extraArguments.isEmpty else {
      throw LinuxError(
        "start the database with \(extraArguments.joined(separator: " "))", on: name.rawValue,
        detail: "its owner's command takes no further arguments")
    }
    if !ProcessFinder.processes(of: service.finder).isEmpty { return }
    try run(service.start, to: "start")
    // The command may return before the server is there.
    let deadline = MonotonicClock.now() + .seconds(10)
    while ProcessFinder.processes(of: service.finder).isEmpty {
      guard MonotonicClock.now() < deadline else {
        throw LinuxError(
          "start the database", on: name.rawValue, detail: "no process of it after its `start:`")
      }
      usleep(10_000)
    }
  }

  /// Stops it by the inventory's command, or by SIGTERM, and waits up to five seconds.
  func stop(_ service: FoundService) throws(LinuxError) {
    if ProcessFinder.processes(of: service.finder).isEmpty { return }
    if service.stop.isEmpty {
      for process in databaseProcesses { try process.signal(SIGTERM) }
      // A stopped process keeps SIGTERM until it goes on.
      for process in databaseProcesses { try process.signal(SIGCONT) }
    } else {
      try run(service.stop, to: "stop")
    }
    let deadline = MonotonicClock.now() + .seconds(5)
    while !ProcessFinder.processes(of: service.finder).isEmpty, MonotonicClock.now() < deadline {
      usleep(10_000)
    }
  }

  private func run(_ command: [String], to verb: String) throws(LinuxError) {
    guard let program = command.first else {
      throw LinuxError(
        "\(verb) the database", on: name.rawValue,
        detail: "the inventory does not say how", hint: "give `database:` a `\(verb):` command")
    }
    let child = try ChildProcess.start(
      Launch(
        program, Array(command.dropFirst()), directory: "/", output: .appending(places.agentLog),
        error: .appending(places.agentLog), diesWithParent: false))
    let status = child.waitBlocking(for: .seconds(30))
    guard status?.isSuccess == true else {
      throw LinuxError(
        "\(verb) the database", on: name.rawValue,
        detail: "\(program): \(status.map(\.description) ?? "no end within 30 s")",
        hint: "see agent.log in the host's state folder")
    }
  }
}
