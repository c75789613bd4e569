import Glibc
import Vocabulary

/// The disk's end of the control socket: a thread a connection, none of which touches the mount.
enum DiskListener {
  /// Gives the listening descriptor; shutting it down ends the listening.
  static func start(path: String, disk: ServedDisk) throws(LinuxError) -> Int32 {
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
          guard let thread = try? OwnThread.start({ converse(connection, disk) }) else {
            close(connection)
            continue
          }
          pthread_detach(thread)
        }
      })
    return listener
  }

  private static func converse(_ connection: Int32, _ disk: ServedDisk) {
    defer { close(connection) }
    var pending: [UInt8] = []
    while let line = UnixSocket.readLine(connection, pending: &pending) {
      let reply = answer(line, disk)
      guard let text = try? CanonicalJSON.line(reply),
        UnixSocket.writeLine(text, on: connection)
      else { return }
    }
  }

  static func answer(_ line: String, _ disk: ServedDisk) -> DiskReport {
    guard let request = try? CanonicalJSON.decode(DiskRequest.self, from: line) else {
      var report = disk.gate.report
      report.ok = false
      report.error = "not a request: \(line.prefix(80))"
      return report
    }
    if let setting = request.set { disk.change(to: setting) }
    if let isHeld = request.holdsSyncs { disk.gate.holdSyncs(isHeld) }
    let loss = request.cutsPower == true ? disk.cutPower(onlyFiles: request.onlyFiles) : nil
    var report = disk.gate.report
    report.loss = loss
    if request.countsFiles == true { report.chosenFiles = disk.countChosenFiles() }
    return report
  }
}
