import Foundation
import Glibc
import LinuxHost
import Vocabulary

/// The files of an agent on a machine of an inventory, all in one folder.
struct RemotePlaces: Sendable {
  /// The folder; the binary lies in it as well.
  let state: String

  /// As the agent of a range knows them.
  var range: RangePlaces { RangePlaces(evidence: state, scratch: state) }
  /// Held by the agent while it lives.
  var agentLock: String { state + "/agent.lock" }
  /// Held by the reaper while it lives.
  var reaperLock: String { state + "/reaper.lock" }
  /// The file that the agent runs.
  var agentBinary: String { state + "/agent.binary" }
  /// What the agent was told of its host.
  var host: String { state + "/host.json" }

  /// This process's own file.
  static var binary: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
  }

  /// Makes the folders, for this user only.
  func make() throws {
    for folder in [state, state + "/hosts"] {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
  }

  /// Whether an old journal still owes something.
  var isOwing: Bool { !Journal.held(in: Journal.read(path: range.journal)).isEmpty }

  /// Whether an agent ended as it should: it owes nothing, and its socket is gone.
  var isAtRest: Bool {
    !isOwing && !FileManager.default.fileExists(atPath: range.socket)
  }

  /// What the agent was told of its host; nil where it was told nothing.
  func readHost() -> RemoteHost? {
    FileManager.default.contents(atPath: host).flatMap {
      try? CanonicalJSON.decode(RemoteHost.self, from: $0)
    }
  }

  /// Keeps what the agent was told; on disk before this returns.
  func write(_ told: RemoteHost) throws {
    let text = try CanonicalJSON.document(told)
    let draft = host + ".new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    let bytes = Array(text.utf8)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, Glibc.write(descriptor, bytes, bytes.count) == bytes.count,
      fsync(descriptor) == 0, rename(draft, host) == 0
    else {
      throw RangeError(
        "cannot write \(host): \(String(cString: strerror(errno)))",
        hint: "nothing is injected without it; free space on the host")
    }
  }
}

/// Starts the reaper or the agent so that it outlives whoever started it.
enum RemoteProcess {
  /// Starts this program with other words, in a session of its own.
  static func start(_ words: [String], places: RemotePlaces) throws -> ChildProcess {
    let log = places.range.agentLog
    // By its name, for people who read a list of processes; a file that is gone still runs.
    let isThere = FileManager.default.isExecutableFile(atPath: RemotePlaces.binary)
    return try ChildProcess.start(
      Launch(
        isThere ? RemotePlaces.binary : "/proc/self/exe", words, directory: "/",
        output: .appending(log),
        error: .appending(log), diesWithParent: false))
  }

  /// Waits until the lock is taken; false where that does not happen in time.
  static func waitForHolder(of lock: String, while child: ChildProcess? = nil) throws -> Bool {
    let deadline = MonotonicClock.now() + .seconds(10)
    while MonotonicClock.now() < deadline, child?.exitStatus == nil {
      if try FileLock.isTaken(lock) { return true }
      usleep(5_000)
    }
    return try FileLock.isTaken(lock)
  }
}
