import CLinux
import Glibc
package import Vocabulary

/// Watches processes that are not this one's children, as a reaper watches its agent.
package enum ProcessWatch {
  /// Blocks until the process has ended or the time is up; true when it has ended.
  ///
  /// A number that belongs to nobody counts as ended.
  package static func waitForEnd(of pid: Int32, limit: Nanoseconds) throws(LinuxError) -> Bool {
    let pidfd = clinux_pidfd_open(pid)
    if pidfd == -ESRCH { return true }
    try check(pidfd, "watch a process", on: "\(pid)")
    defer { close(pidfd) }
    let deadline = MonotonicClock.now() + limit
    while true {
      let left = (deadline - MonotonicClock.now()).rawValue
      var polled = pollfd(fd: pidfd, events: Int16(POLLIN), revents: 0)
      let count = poll(&polled, 1, Int32(max(0, min(left / 1_000_000 + 1, 60_000))))
      if count > 0 { return true }
      if left <= 0 { return false }
    }
  }
}
