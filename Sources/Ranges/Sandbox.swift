import Foundation
import Glibc
import LinuxHost
package import Vocabulary

/// A range from the outside: the namespaces it lives in, started and ended as one process.
///
/// Effect: nothing of it is visible in the machine's own network; its end removes everything.
/// Limits: without root it needs user namespaces, and a readable `/dev/fuse` for slow disks.
package struct Sandbox: Sendable {
  /// What is known of it on disk, so that another command can find it.
  package struct Record: Sendable, Codable {
    /// The range's name.
    package var name: String
    /// The outermost process; killing it ends the range.
    package var pid: Int32
    /// Where its things are.
    package var places: RangePlaces
  }

  /// What other commands read.
  package let record: Record

  /// Starts an empty range and returns when its agent answers.
  package static func start(
    name: String, evidence: String, linger: Nanoseconds?
  ) async throws(RangeError) -> (sandbox: Sandbox, connection: RangeConnection) {
    let scratch = RangeRegistry.scratch(of: name)
    try makeFolders([scratch, evidence + "/hosts"])
    let places = RangePlaces(evidence: evidence, scratch: scratch)
    var arguments = [
      "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "--",
      executable, "reaper", evidence, scratch,
    ]
    if geteuid() != 0 { arguments = ["--user", "--map-root-user"] + arguments }
    if let linger { arguments += ["--linger", "\(Int(linger.inSeconds.rounded(.up)))"] }
    let child: ChildProcess
    do {
      child = try ChildProcess.start(
        Launch(
          "unshare", arguments, output: .appending(places.agentLog),
          error: .appending(places.agentLog), diesWithParent: false))
    } catch {
      throw RangeError("cannot start the sandbox: \(error)", hint: "cygnet range doctor")
    }
    let sandbox = Sandbox(record: Record(name: name, pid: child.pid, places: places))
    try RangeRegistry.add(sandbox.record)
    do {
      let connection = try await connect(to: places, while: child)
      return (sandbox, connection)
    } catch {
      try? child.signal(SIGKILL)
      sandbox.remove(atOnce: true)
      throw error
    }
  }

  /// The cygnet that runs inside: what CYGNET_BINARY names, or this process's own file.
  ///
  /// Limits: a test's process is no cygnet, so tests must name one.
  package static var executable: String {
    ProcessInfo.processInfo.environment["CYGNET_BINARY"]
      ?? (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? "/proc/self/exe"
  }

  private static func makeFolders(_ paths: [String]) throws(RangeError) {
    do {
      for path in paths {
        try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o755])
      }
    } catch {
      throw RangeError(
        "cannot make the range's folders: \(error)", hint: "check TMPDIR and its free space")
    }
  }

  private static func connect(
    to places: RangePlaces, while child: ChildProcess
  ) async throws(RangeError) -> RangeConnection {
    let deadline = MonotonicClock.now() + .seconds(10)
    while true {
      if FileManager.default.fileExists(atPath: places.socket),
        let connection = try? RangeConnection(socket: places.socket)
      {
        return connection
      }
      guard child.exitStatus == nil, MonotonicClock.now() < deadline else {
        let log = FileManager.default.contents(atPath: places.agentLog)
        let words = log.map { String(decoding: $0.suffix(400), as: UTF8.self) } ?? ""
        throw RangeError(
          "the range's agent did not come up: \(words)", hint: "cygnet range doctor")
      }
      try? await Task.sleep(for: .milliseconds(5))
    }
  }

  /// A sandbox that another command started.
  package init(record: Record) { self.record = record }

  /// Whether its outermost process lives.
  ///
  /// A process that has ended but was not waited for by its parent is dead all the same.
  package var isAlive: Bool {
    guard let data = FileManager.default.contents(atPath: "/proc/\(record.pid)/stat"),
      let end = data.lastIndex(of: UInt8(ascii: ")"))
    else { return false }
    let letter = data[end...].dropFirst(2).first
    return letter != UInt8(ascii: "Z") && letter != UInt8(ascii: "X")
      && RangeRegistry.isSandbox(record.pid)
  }

  /// Ends whatever is left and removes the scratch folder; may be done twice. Whether it is gone.
  /// A range that was told to go down is given two seconds, unless `atOnce`.
  ///
  /// Effect: SIGKILL of process 1 inside makes the kernel remove all that is in it, so what its
  ///         journal still holds is healed by it, and written down as such. One that lives all the
  ///         same stays on record, so that it is found again.
  @discardableResult
  package func remove(atOnce: Bool) -> Bool {
    let deadline = MonotonicClock.now() + (atOnce ? .zero : .seconds(2))
    while isAlive && MonotonicClock.now() < deadline { usleep(10_000) }
    // The outer process ends after its child has, and process 1 only after all others: so once it
    // is gone, nobody writes into the folder that is removed next.
    if isAlive { kill(Self.child(of: record.pid) ?? record.pid, SIGKILL) }
    let end = MonotonicClock.now() + .seconds(3)
    while isAlive && MonotonicClock.now() < end { usleep(10_000) }
    if isAlive {
      kill(record.pid, SIGKILL)
      let last = MonotonicClock.now() + .seconds(1)
      while isAlive && MonotonicClock.now() < last { usleep(10_000) }
      guard !isAlive else { return false }
    } else {
      // The kernel removes everything with the sandbox but these.
      record.places.removeGroups()
      settleJournal()
    }
    removeScratch()
    RangeRegistry.remove(record.name)
    return true
  }

  /// Where only the outer process was killed, the inner ones may still write for a moment.
  private func removeScratch() {
    let deadline = MonotonicClock.now() + .seconds(2)
    let files = FileManager.default
    while files.fileExists(atPath: record.places.scratch) {
      try? files.removeItem(atPath: record.places.scratch)
      guard MonotonicClock.now() < deadline else { return }
      usleep(10_000)
    }
  }

  /// The first child of a process; of a sandbox's outer process it is process 1 inside.
  static func child(of pid: Int32) -> Int32? {
    let children = FileManager.default.contents(atPath: "/proc/\(pid)/task/\(pid)/children")
    return children.flatMap {
      String(decoding: $0, as: UTF8.self).split(separator: " ").first.flatMap { Int32($0) }
    }
  }

  /// Faults that the journal of this range still holds, oldest first.
  package var journalledFaults: [String] {
    Journal.held(in: Journal.read(path: record.places.journal)).map(\.fault)
  }

  private func settleJournal() {
    let held = journalledFaults
    // A journal that cannot be written keeps saying that they are held, which is the safe error.
    guard !held.isEmpty, let journal = try? Journal(path: record.places.journal) else { return }
    for fault in held {
      try? journal.append(
        fault: fault, state: .healed, by: "removal", at: MonotonicClock.now())
    }
  }
}
