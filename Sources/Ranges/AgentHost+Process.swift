import Glibc
import LinuxHost
import Vocabulary

extension AgentHost {
  /// Every process of the database: what was started, all below it, and all orphans of the host.
  ///
  /// Shape:  process groups do not find them: PostgreSQL's back-ends lead sessions of their own.
  ///         An orphan is a child of the host's process 1, which starts nothing itself. What was
  ///         entered from outside, such as a shell or a command of ours, descends from neither.
  var databaseProcesses: [ProcessTree.Entry] {
    if let found {
      return ProcessFinder.processes(of: found.finder).compactMap(ProcessTree.Entry.init(pid:))
    }
    let tree = ProcessTree.read()
    let root = database?.pid
    let own = tree.entries.filter { $0.pid == root }
    return own + tree.descendants(of: Set([namespace.pid, root].compactMap { $0 }))
  }

  /// Whether the database runs: what was started, or where somebody else started it, any process.
  var isRunning: Bool {
    service?.executable.isEmpty == false ? database != nil : !databaseProcesses.isEmpty
  }

  /// Signals every process of the database until one look finds none that `isDone` says no to.
  func signalDatabase(
    _ number: Int32, within limit: Nanoseconds, until isDone: (ProcessTree.Entry) -> Bool
  ) throws(LinuxError) {
    let deadline = MonotonicClock.now() + limit
    while true {
      // A process may fork while the list is read: the new one is on the next list.
      let left = databaseProcesses.filter { !isDone($0) }
      if left.isEmpty { return }
      for process in left { try process.signal(number) }
      guard MonotonicClock.now() < deadline else {
        let names = left.map { "\($0.name) (\($0.pid))" }.joined(separator: ", ")
        throw LinuxError(
          "signal \(number) every process", on: name.rawValue,
          detail: "\(names) did not heed it within \(limit)",
          hint: "one that waits for its disk heeds no signal before that answers")
      }
      usleep(1_000)
    }
  }

  /// Stops every process of the database.
  func pauseDatabase() throws(LinuxError) {
    try signalDatabase(SIGSTOP, within: .seconds(5)) { $0.state == "T" }
  }

  /// Lets every process of the database go on; harmless to those that run.
  func continueDatabase() throws(LinuxError) {
    try signalDatabase(SIGCONT, within: .seconds(5)) { $0.state != "T" }
  }
}
