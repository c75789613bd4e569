import Foundation
import Glibc
import LinuxHost
import Vocabulary

/// The end of an SSH connection on a machine: standard input and output on one side, the agent on
/// the other.
///
/// Effect: starts reaper and agent where there are none; both outlive the connection.
/// Cure:   its own end heals nothing at once; the leases do.
package enum RemoteEntry {
  /// Passes bytes both ways until one side ends.
  ///
  /// An agent of another version is healed and replaced, or with `isAnyVersion` taken as it is:
  /// to heal is never refused for a version's sake.
  package static func run(state: String, isAnyVersion: Bool) throws {
    signal(SIGPIPE, SIG_IGN)
    let places = RemotePlaces(state: state)
    try places.make()
    let socket = try reachAgent(places, isAnyVersion: isAnyVersion)
    if !isAnyVersion { removeOldBinaries(places) }
    Thread.detachNewThread {
      pump(from: STDIN_FILENO, to: socket)
      // The controller is gone, and nobody would read what the agent still says.
      exit(0)
    }
    pump(from: socket, to: STDOUT_FILENO)
  }

  private static func reachAgent(_ places: RemotePlaces, isAnyVersion: Bool) throws -> Int32 {
    let deadline = MonotonicClock.now() + .seconds(20)
    while true {
      if let socket = try? UnixSocket.connect(to: places.range.socket) {
        let running = FileManager.default.contents(atPath: places.agentBinary)
        if isAnyVersion || running == Data(RemotePlaces.binary.utf8) { return socket }
        try retire(socket)
        close(socket)
      }
      if try !FileLock.isTaken(places.reaperLock) {
        let reaper = try RemoteProcess.start(["remote-reaper", places.state], places: places)
        _ = try RemoteProcess.waitForHolder(of: places.reaperLock, while: reaper)
      }
      guard MonotonicClock.now() < deadline else {
        let log = FileManager.default.contents(atPath: places.range.agentLog) ?? Data()
        throw RangeError(
          "the agent did not come up: \(String(decoding: log.suffix(300), as: UTF8.self))",
          hint: "cygnet range doctor --inventory")
      }
      usleep(10_000)
    }
  }

  /// Asks an agent of another version to heal and end.
  private static func retire(_ socket: Int32) throws {
    var limit = timeval(tv_sec: 15, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let line = try CanonicalJSON.line(AgentRequest(id: 1, ask: .retire))
    var refusal: String? = "it did not answer"
    if UnixSocket.send(line + "\n", to: socket) {
      LineReader(descriptor: socket).eachLine { text in
        guard let message = try? CanonicalJSON.decode(AgentMessage.self, from: text),
          message.id == 1
        else { return }
        if case .failed(let words) = message.say { refusal = words } else { refusal = nil }
        shutdown(socket, Int32(SHUT_RDWR))
      }
    }
    if let refusal {
      throw RangeError(
        "an agent of another version of cygnet runs here and does not end: \(refusal)",
        hint: "heal with the cygnet that started it, or wait until its leases run out")
    }
  }

  /// Binaries of other versions, which no agent here runs any more.
  private static func removeOldBinaries(_ places: RemotePlaces) {
    let files = FileManager.default
    for name in (try? files.contentsOfDirectory(atPath: places.state)) ?? [] {
      let path = places.state + "/" + name
      if name.hasPrefix("cygnet-"), name.count == 7 + 64, path != RemotePlaces.binary {
        unlink(path)
      }
    }
  }

  private static func pump(from source: Int32, to target: Int32) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(source, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      var rest = buffer[..<count]
      while !rest.isEmpty {
        let done = rest.withUnsafeBytes { write(target, $0.baseAddress, $0.count) }
        if done < 0 && errno == EINTR { continue }
        guard done > 0 else { return }
        rest = rest.dropFirst(done)
      }
    }
  }
}
