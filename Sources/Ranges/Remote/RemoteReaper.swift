import Foundation
import Glibc
import LinuxHost
import Vocabulary

/// Watches the agent of a machine, and starts a new one when it dies.
///
/// Shape:  one of a machine, by a lock; it and the agent wait for each other's locks, so the kill
///         of either is seen by the other at once.
/// Cure:   a new agent first heals what the journal still holds, by the journalled undo alone.
/// Limits: where both are killed in the same moment, the next connection starts them again.
package enum RemoteReaper {
  /// Guards until the agent ends by itself; a replacement finds an agent that runs already.
  package static func run(state: String, isReplacement: Bool) throws {
    let places = RemotePlaces(state: state)
    try places.make()
    guard let lock = try FileLock.take(places.reaperLock) else { return }
    defer { lock.release() }
    var mustStart = !isReplacement
    var failures: UInt32 = 0
    while true {
      if mustStart {
        let begin = MonotonicClock.now()
        let agent = try RemoteProcess.start(["remote-agent", state], places: places)
        _ = try RemoteProcess.waitForHolder(of: places.agentLock, while: agent)
        try FileLock.waitUntilFree(places.agentLock)
        // Its end is noted by a thread that waits for it, and no zombie is left.
        _ = agent.waitBlocking(for: .seconds(1))
        failures = MonotonicClock.now() - begin < .seconds(1) ? failures + 1 : 0
      } else {
        try FileLock.waitUntilFree(places.agentLock)
      }
      if places.isAtRest { return }
      if failures > 20, !places.isOwing {
        unlink(places.range.socket)
        return
      }
      mustStart = true
      usleep(min(failures, 10) * 100_000)
    }
  }
}
