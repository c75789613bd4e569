import Evidence
import Foundation
import Glibc
import LinuxHost
import Synchronization
import Vocabulary

@testable import Ranges

/// What looks like a range that a console left, and cannot be taken over: its agent says nothing.
final class MuteRange: Sendable {
  let process: ChildProcess
  private let record: Sandbox.Record
  private let listener: Int32?
  private let open = Atomic<Int>(0)
  private let mostOpen = Atomic<Int>(0)

  /// How many spoke to the agent at a time, at the most.
  var most: Int { mostOpen.load(ordering: .relaxed) }
  var isAlive: Bool { Sandbox(record: record).isAlive }

  /// A range of the folder's exercise; its agent hangs up after a while, or with nil there is none.
  init(of folder: RunFolder, agentHangsUpAfter patience: Nanoseconds?) async throws {
    let name = "mute-\(MonotonicClock.now().rawValue % 1_000_000_000)"
    let scratch = RangeRegistry.scratch(of: name)
    try FileManager.default.createDirectory(
      atPath: scratch, withIntermediateDirectories: true)
    // Called as sandboxes are, or the registry would not take it for one.
    process = try ChildProcess.start(
      Launch("bash", ["-c", "exec -a unshare bash -c 'sleep 1000 & wait' reaper"]))
    let places = RangePlaces(evidence: folder.path, scratch: scratch)
    record = Sandbox.Record(name: name, pid: process.pid, places: places)
    listener = patience == nil ? nil : try UnixSocket.listen(at: places.socket)
    try RangeRegistry.add(record)
    if let listener, let patience {
      Thread.detachNewThread { [self] in accept(on: listener, patience) }
    }
    while !isAlive { try await Task.sleep(for: .milliseconds(2)) }
  }

  deinit { if let listener { close(listener) } }

  /// Ends it as the loss of the machine would.
  func end() { Sandbox(record: record).remove(atOnce: true) }

  private func accept(on listener: Int32, _ patience: Nanoseconds) {
    while true {
      let peer = Glibc.accept(listener, nil, nil)
      guard peer >= 0 else { return }
      let count = open.add(1, ordering: .relaxed).newValue
      if count > most { mostOpen.store(count, ordering: .relaxed) }
      Thread.detachNewThread { [self] in
        let deadline = MonotonicClock.now() + patience
        while MonotonicClock.now() < deadline, process.exitStatus == nil { usleep(5_000) }
        open.subtract(1, ordering: .relaxed)
        close(peer)
      }
    }
  }
}
