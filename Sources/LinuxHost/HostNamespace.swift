import CLinux
import Glibc
import Synchronization

/// A host of the range: a process 1 with pid, net, mount and host name namespaces of its own.
///
/// Effect: orphans are reaped inside; killing process 1 ends every process of the host.
/// Limits: dies with this process; do not `waitpid(-1)` in it, each child is waited for by number.
package final class HostNamespace: Sendable {
  /// The host name inside.
  package let name: String
  /// Its process 1, as numbered outside.
  package let pid: Int32
  /// A descriptor of process 1, open for the object's life; -1 where this is the whole machine.
  let pidfd: Int32
  private let isAlive: Mutex<Bool>

  /// Starts a host; lo is up and TCP uses the given congestion control, or reno if not allowed.
  package static func create(
    name: String, congestionControl: String? = "cubic"
  ) throws(LinuxError) -> HostNamespace {
    try SpawnThread.shared.run { () throws(LinuxError) -> HostNamespace in
      var step: Int32 = 0
      let pid = clinux_host_start(name, congestionControl, &step)
      if pid < 0 {
        let words = String(cString: clinux_step_name(step))
        throw LinuxError(
          "create a host: \(words)", on: name, code: -pid,
          hint: "run as root, or inside a user namespace: cygnet range doctor")
      }
      let pidfd = clinux_pidfd_open(pid)
      if pidfd < 0 {
        kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
        throw LinuxError("open the process", on: "\(pid)", code: -pidfd)
      }
      return HostNamespace(name: name, pid: pid, pidfd: pidfd)
    }
  }

  /// The machine that this process runs on, as a host: nothing is made, joined or destroyed.
  package static func machine(name: String) -> HostNamespace {
    // A number that no process has: nobody may take all that runs on a machine for one host.
    HostNamespace(name: name, pid: .max, pidfd: -1)
  }

  /// A host that another process made and ends; this one only starts processes in it.
  package static func found(name: String, pid: Int32) throws(LinuxError) -> HostNamespace {
    let pidfd = try check(clinux_pidfd_open(pid), "open the process", on: "\(pid)")
    return HostNamespace(name: name, pid: pid, pidfd: pidfd, isOwned: false)
  }

  private init(name: String, pid: pid_t, pidfd: Int32, isOwned: Bool = true) {
    self.name = name
    self.pid = pid
    self.pidfd = pidfd
    isAlive = Mutex(isOwned && pidfd >= 0)
  }

  deinit {
    destroy()
    if pidfd >= 0 { close(pidfd) }
  }

  /// Kills every process of the host and waits until they are gone; nothing to do the second time.
  package func destroy() {
    isAlive.withLock { alive in
      guard alive else { return }
      alive = false
      kill(pid, SIGKILL)
      while waitpid(pid, nil, 0) < 0 && errno == EINTR { continue }
    }
  }

  /// Runs the body on a thread inside the host's net namespace; sockets it makes belong there.
  package func insideNetwork<Value: Sendable>(
    _ body: @escaping @Sendable () throws(LinuxError) -> Value
  ) throws(LinuxError) -> Value {
    let (pidfd, name) = (pidfd, name)
    return try OwnThread.run { () throws(LinuxError) -> Value in
      if pidfd >= 0 { try check(clinux_enter_network_of(pidfd), "enter the network", on: name) }
      return try body()
    }
  }

  /// The kernel's name of the calling thread's net namespace, as in `net:[4026531840]`.
  package static func networkOfThisThread() -> String {
    var buffer = [CChar](repeating: 0, count: 128)
    let count = readlink("/proc/thread-self/ns/net", &buffer, buffer.count)
    return String(
      decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
