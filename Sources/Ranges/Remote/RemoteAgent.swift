import Foundation
import Glibc
import LinuxHost
import Synchronization
import Vocabulary

/// The agent of a machine of an inventory: the same agent, whose only host is its own machine.
///
/// Effect: at its start it heals what an old journal still holds.
/// Limits: ends a minute after the last controller left, if nothing is held.
package enum RemoteAgent {
  /// How long it stays with nobody connected and nothing held.
  static let linger = Nanoseconds.seconds(60)

  /// Serves until it is left alone or retired.
  package static func run(state: String, linger seconds: Int?) throws {
    let places = RemotePlaces(state: state)
    try places.make()
    guard let lock = try takeLock(places) else {
      throw RangeError("another agent runs in \(state)", hint: "cygnet heal --inventory reaches it")
    }
    defer { lock.release() }
    try Data(RemotePlaces.binary.utf8).write(
      to: URL(fileURLWithPath: places.agentBinary), options: .atomic)
    let isEnding = Ending()
    Thread.detachNewThread { guardReaper(places, until: isEnding) }
    let server = try AgentServer(
      places: places.range, linger: seconds.map { .seconds($0) } ?? linger, isRemote: true)
    server.run()
    isEnding.value.withLock { $0 = true }
    unlink(places.range.socket)
  }

  private final class Ending: Sendable { let value = Mutex(false) }

  /// The reaper looks whether the lock is free by taking it for a moment.
  private static func takeLock(_ places: RemotePlaces) throws -> FileLock? {
    let deadline = MonotonicClock.now() + .seconds(2)
    while MonotonicClock.now() < deadline {
      if let lock = try FileLock.take(places.agentLock) { return lock }
      usleep(1_000)
    }
    return nil
  }

  /// Waits for the reaper's end, again and again, and starts a new one.
  private static func guardReaper(_ places: RemotePlaces, until ending: Ending) {
    while true {
      do {
        try FileLock.waitUntilFree(places.reaperLock)
        if ending.value.withLock({ $0 }) { return }
        let words = ["remote-reaper", places.state, "--replacement"]
        let reaper = try RemoteProcess.start(words, places: places)
        _ = try RemoteProcess.waitForHolder(of: places.reaperLock, while: reaper)
      } catch {
        FileHandle.standardError.write(Data("cannot start a reaper: \(error)\n".utf8))
        sleep(1)
      }
    }
  }
}
