import Glibc
package import LinuxHost
package import Vocabulary

/// A shell on a host of the range, that sees of the machine what it is given and nothing else.
///
/// Effect: mount, pid, ipc and control group namespaces of its own inside the host's; no
///         capability; everything read-only but its own /tmp and home.
/// Cure:   its first process dies with the one that started it, and with that process every other
///         one of the jail; so it does where the host or the range ends.
/// Limits: a process that waits for a stalled disk ends when the disk goes on.
package final class Jail: Sendable {
  /// What it was started as.
  package let order: JailOrder
  private let child: ChildProcess
  private let ear: JailEar

  /// Where a shell's standard streams go.
  package enum Streams: Sendable {
    /// A terminal of its own, with job control.
    case terminal(PseudoTerminal)
    /// Somebody else's, without a terminal of its own; they stay the caller's.
    case descriptors(BorrowedStreams)
  }

  /// Starts it; `number` is new among the jails of the range.
  package static func start(
    _ order: JailOrder, number: Int, streams: Streams, in folder: JailFolder, of sandbox: Sandbox,
    heard: @escaping @Sendable (JailWord, Nanoseconds) -> Void
  ) throws(RangeError) -> Jail {
    let room = try folder.makeRoom(number)
    let ear = try JailEar(making: room + "/run/ask", heard: heard)
    do {
      return Jail(
        order: order, child: try launch(order, streams, room: room, folder, sandbox), ear: ear)
    } catch {
      ear.close()
      throw error
    }
  }

  private static func launch(
    _ order: JailOrder, _ streams: Streams, room: String, _ folder: JailFolder, _ sandbox: Sandbox
  ) throws(RangeError) -> ChildProcess {
    guard let outer = sandbox.outerPid(of: order.initPid) else {
      throw RangeError("the host \(order.host) is gone", hint: "cygnet range status")
    }
    var binds = folder.binds + [JailBind(room + "/run", "/run/ops")] + order.binds
    let inner: (Int32, Int32, Int32)
    switch streams {
    case .terminal(let terminal):
      binds.append(JailBind(terminal.path, terminal.path, isReadOnly: false))
      inner = (terminal.inner, terminal.inner, terminal.inner)
    case .descriptors(let streams): inner = streams.descriptors
    }
    let isOnTerminal = if case .terminal = streams { true } else { false }
    let arguments =
      [
        "--mount", "--pid", "--ipc", "--cgroup", "--fork", "--kill-child", "--", "sh", "-euc",
        JailScript.text, "jail", room + "/root", "\(order.user)",
      ] + binds.flatMap(\.words)
      + ["--", isOnTerminal ? "terminal" : "plain"] + order.shell(onTerminal: isOnTerminal)
    do {
      let host = try HostNamespace.found(name: order.host.rawValue, pid: outer)
      return try ChildProcess.start(
        Launch(
          "unshare", arguments, environment: order.wholeEnvironment(unit: folder.unit),
          directory: "/", input: .descriptor(inner.0), output: .descriptor(inner.1),
          error: .descriptor(inner.2), host: host,
          joins: Capabilities.isRoot ? .all : [.all, .users]))
    } catch {
      throw RangeError(
        "cannot start a shell on \(order.host): \(error)", hint: "cygnet range doctor")
    }
  }

  private init(order: JailOrder, child: ChildProcess, ear: JailEar) {
    self.order = order
    self.child = child
    self.ear = ear
  }

  /// Kills whatever is in it; nothing to do the second time.
  package func end() { try? child.signal(SIGKILL) }

  /// Waits until all of it has ended; returns its exit code as a shell would.
  package func wait() async -> Int {
    let status = await child.wait()
    ear.close()
    return switch status {
    case .exited(let code): Int(code)
    case .signalled(let number): 128 + Int(number)
    }
  }

  /// The process that calls itself by that number in here.
  package func process(_ inner: Int32) -> ForeignProcess? {
    ForeignProcess.find(inner, below: child.pid)
  }
}
