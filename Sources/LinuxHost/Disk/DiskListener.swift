import Glibc
import Vocabulary

/// The disk's end of the control socket: a thread a connection, none of which touches the disk.
enum DiskListener {
  /// Gives the listening descriptor; shutting it down ends the listening.
  static func start(path: String, delays: DiskDelays) throws(LinuxError) -> Int32 {
    let listener = try UnixSocket.listen(path)
    pthread_detach(
      try OwnThread.start {
        while true {
          let connection = accept(listener, nil, nil)
          if connection < 0 {
            if errno == EINTR || errno == ECONNABORTED { continue }
            close(listener)
            return
          }
          guard let thread = try? OwnThread.start({ converse(connection, delays) }) else {
            close(connection)
            continue
          }
          pthread_detach(thread)
        }
      })
    return listener
  }

  private static func converse(_ connection: Int32, _ delays: DiskDelays) {
    defer { close(connection) }
    var pending: [UInt8] = []
    while let line = UnixSocket.readLine(connection, pending: &pending) {
      let reply = answer(line, delays)
      guard let text = try? CanonicalJSON.line(reply),
        UnixSocket.writeLine(text, on: connection)
      else { return }
    }
  }

  static func answer(_ line: String, _ delays: DiskDelays) -> DiskReport {
    guard let request = try? CanonicalJSON.decode(DiskRequest.self, from: line) else {
      var report = delays.report
      report.ok = false
      report.error = "not a request: \(line.prefix(80))"
      return report
    }
    if let setting = request.set { delays.set(setting) }
    return delays.report
  }
}
