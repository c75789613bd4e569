import Glibc
package import Vocabulary

/// The other end of a pass-through disk's control socket.
package struct DiskControl: Sendable {
  /// Where the disk listens.
  package let path: String

  /// A control for the disk that listens there; nothing is sent yet.
  package init(path: String) { self.path = path }

  /// Replaces the disk's rules whole; they hold when this returns, for waiting calls as well.
  @discardableResult
  package func set(_ setting: DiskSetting) throws(LinuxError) -> DiskReport {
    try ask(DiskRequest(set: setting))
  }

  /// What is in effect, and how long the last fsync took.
  package func read() throws(LinuxError) -> DiskReport { try ask(DiskRequest()) }

  /// The same, with how many files each fault's pattern chooses.
  package func readChosenFiles() throws(LinuxError) -> DiskReport {
    try ask(DiskRequest(countsFiles: true))
  }

  /// The power begins to go: syncs that a cut would undo are no longer answered, for ten seconds.
  package func holdSyncs() throws(LinuxError) { try ask(DiskRequest(holdsSyncs: true)) }

  /// What is not durable vanishes, from all files or from those whose names begin like this.
  ///
  /// Limits: whoever writes to them must be dead.
  @discardableResult
  package func cutPower(onlyFiles prefix: String? = nil) throws(LinuxError) -> PowerLoss {
    let report = try ask(DiskRequest(cutsPower: true, onlyFiles: prefix))
    let loss = report.loss ?? PowerLoss()
    if let failure = loss.failures.first {
      throw LinuxError("cut the power of the disk", on: path, detail: failure)
    }
    return loss
  }

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

  @discardableResult
  private func ask(_ request: DiskRequest) throws(LinuxError) -> DiskReport {
    let connection = try UnixSocket.connect(path)
    defer { close(connection) }
    var limit = timeval(tv_sec: 5, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    var pending: [UInt8] = []
    guard let line = try? CanonicalJSON.line(request),
      UnixSocket.writeLine(line, on: connection),
      let answer = UnixSocket.readLine(connection, pending: &pending),
      let report = try? CanonicalJSON.decode(DiskReport.self, from: answer)
    else {
      throw LinuxError(
        "ask the disk", on: path, code: EPROTO, detail: "no answer within 5s",
        hint: "see whether its process is alive")
    }
    if !report.ok {
      throw LinuxError("ask the disk", on: path, code: EINVAL, detail: report.error ?? "refused")
    }
    return report
  }
}
