import Glibc
package import Vocabulary

/// The other end of a pass-through disk's control socket.
package struct DiskControl: Sendable {
  /// Where the disk listens.
  package let path: String

  /// A control for the disk that listens there; nothing is sent yet.
  package init(path: String) { self.path = path }

  /// Replaces the disk's delays whole; they hold when this returns, for waiting operations as well.
  @discardableResult
  package func set(_ setting: DiskSetting) throws(LinuxError) -> DiskReport {
    try ask(DiskRequest(set: setting))
  }

  /// What is in effect, and how long the last fsync took.
  package func read() throws(LinuxError) -> DiskReport { try ask(DiskRequest(set: nil)) }

  /// Waits until the disk is mounted; blocks the calling thread.
  package func waitUntilMounted(timeout: Nanoseconds = .seconds(5)) throws(LinuxError) {
    let deadline = MonotonicClock.now() + timeout
    while true {
      if let report = try? read(), report.isMounted { return }
      if deadline < MonotonicClock.now() {
        throw LinuxError(
          "mount a pass-through disk", on: path, code: ETIMEDOUT, detail: "not within \(timeout)",
          hint: "see the disk process's standard error, and cygnet range doctor")
      }
      usleep(5_000)
    }
  }

  private func ask(_ request: DiskRequest) throws(LinuxError) -> DiskReport {
    let connection = try UnixSocket.connect(path)
    defer { close(connection) }
    var limit = timeval(tv_sec: 2, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    var pending: [UInt8] = []
    guard let line = try? CanonicalJSON.line(request),
      UnixSocket.writeLine(line, on: connection),
      let answer = UnixSocket.readLine(connection, pending: &pending),
      let report = try? CanonicalJSON.decode(DiskReport.self, from: answer)
    else {
      throw LinuxError(
        "ask the disk", on: path, code: EPROTO, detail: "no answer within 2s",
        hint: "see whether its process is alive")
    }
    if !report.ok {
      throw LinuxError("ask the disk", on: path, code: EINVAL, detail: report.error ?? "refused")
    }
    return report
  }
}
