import Foundation
import Glibc
import LinuxHost
import Vocabulary

/// Process 1 of the sandbox: starts the agent, and settles its journal if the agent dies.
///
/// Effect: when it ends, the kernel removes every process, namespace, mount and rule of the range.
/// Cure:   hosts die with their agent, and with them whatever was done to them; a fault is written
///         down as healed only after the processes that carried it are seen to be gone.
package enum Reaper {
  /// Runs an agent to its end; returns the exit code for the sandbox.
  package static func run(places: RangePlaces, lingerSeconds: Int?) throws -> Int32 {
    var arguments = ["agent", places.evidence, places.scratch]
    if let lingerSeconds { arguments += ["--linger", "\(lingerSeconds)"] }
    let agent = try ChildProcess.start(
      Launch(
        "/proc/self/exe", arguments, output: .appending(places.agentLog),
        error: .appending(places.agentLog)))
    var status: ChildProcess.ExitStatus?
    while status == nil { status = agent.waitBlocking(for: .seconds(3600)) }
    if status?.isSuccess != true { try settle(places) }
    return status?.number ?? 1
  }

  private static func settle(_ places: RangePlaces) throws {
    let held = Journal.held(in: Journal.read(path: places.journal))
    let journal = try Journal(path: places.journal)
    let isEmpty = endEverythingElse()
    if isEmpty { places.removeGroups() }
    for (fault, _) in held {
      try journal.append(
        fault: fault, state: isEmpty ? .healed : .healFailed, by: "reaper",
        at: MonotonicClock.now())
    }
  }

  /// Kills every other process of the sandbox and tells whether all of them are gone.
  private static func endEverythingElse() -> Bool {
    let own = getpid()
    let deadline = MonotonicClock.now() + .seconds(3)
    while MonotonicClock.now() < deadline {
      let others = processes().filter { $0 != own }
      if others.isEmpty { return true }
      for process in others { kill(process, SIGKILL) }
      // Orphans of the agent are our children now; nobody else will wait for them.
      while waitpid(-1, nil, WNOHANG) > 0 { continue }
      usleep(10_000)
    }
    return false
  }

  private static func processes() -> [pid_t] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { pid_t($0) }
  }
}
