import Databases
import Faults
import Foundation
import Glibc
import LinuxHost
import Testing
import Vocabulary

@testable import Conductor
@testable import Ranges

/// A range whose hosts run real sshds: machines for an inventory, with a controller beside them.
struct SSHRange {
  let cluster: Cluster
  let folder: String

  /// Members of the range, which are the machines of the inventory.
  var machines: [HostName] { cluster.layout.members }

  /// Runs the body with an sshd on every member, keys and an inventory made for it.
  static func with(_ name: String, _ body: (SSHRange) async throws -> Void) async throws {
    try await TestRange.with(name) { cluster in
      let range = SSHRange(cluster: cluster, folder: TestRange.folder + "/" + name + ".ssh")
      defer { try? FileManager.default.removeItem(atPath: range.folder) }
      try await range.setUp()
      try await body(range)
    }
  }

  private func setUp() async throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    for key in ["host", "user"] {
      try Command.succeed(
        "ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(key)"])
    }
    let hostKey = try text("host.pub").split(separator: " ").prefix(2).joined(separator: " ")
    try write("authorized", try text("user.pub"))
    var known = ""
    for machine in machines {
      known += "\(address(machine)) \(hostKey)\n"
      try write(
        "sshd-\(machine)",
        """
        ListenAddress \(address(machine))
        Port 22
        HostKey \(folder)/host
        PidFile \(folder)/sshd-\(machine).pid
        AuthorizedKeysFile \(folder)/authorized
        UsePAM no
        StrictModes no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin prohibit-password

        """)
      let command =
        "mount -t tmpfs none /run && mkdir /run/sshd && "
        + "exec /usr/sbin/sshd -f \(folder)/sshd-\(machine) -E \(folder)/sshd-\(machine).log"
      _ = try await cluster.output(on: machine, ["sh", "-c", command])
      try await writeStart(of: machine)
    }
    try write("known", known)
    try writeInventory("lab")
  }

  /// What an owner of a database would have: a command that starts it.
  private func writeStart(of machine: HostName) async throws {
    let look = "for p in /proc/[0-9]*; do [ $(cat $p/comm) = etcd ] && cat $p/cmdline; done; true"
    let words = try await cluster.output(on: machine, ["sh", "-c", look])
      .split(separator: "\0").map(String.init)
    try #require(words.first == "etcd", "\(words)")
    let log = "\(folder)/etcd-\(machine).log"
    try write(
      "start-\(machine)",
      "#!/bin/sh\nsetsid \(words.joined(separator: " ")) >>\(log) 2>&1 </dev/null &\n")
    chmod("\(folder)/start-\(machine)", 0o755)
  }

  /// Writes an inventory of these machines, which may lie about some of it.
  func writeInventory(
    _ name: String, identity: String? = nil, isProduction: Bool = false,
    addresses: [HostName: String] = [:], known: String = "known"
  ) throws {
    let identity = try identity ?? clusterIdentity()
    var text = """
      inventory: \(name)
      production: \(isProduction)
      database: {kind: etcd, identity: "\(identity)"}
      ssh: {user: root, identity-file: \(folder)/user, known-hosts: \(folder)/\(known)}
      hosts:

      """
    for machine in machines {
      text += """
          - name: \(machine)
            address: \(addresses[machine] ?? address(machine))
            state: \(state(machine))
            database: {process: etcd, port: 2379, start: [\(folder)/start-\(machine)]}

        """
    }
    try write("\(name).yaml", text)
  }

  private func clusterIdentity() throws -> String {
    let words = try run([
      "env", "ETCDCTL_API=3", "etcdctl", "--endpoints=http://\(address("n1")):2379", "endpoint",
      "status", "-w", "fields",
    ])
    let line = try #require(words.output.split(separator: "\n").first { $0.contains("ClusterID") })
    return String(try #require(line.split(separator: " ").last))
  }

  func address(_ machine: HostName) -> String { cluster.layout.addresses[machine] ?? "" }
  func state(_ machine: HostName) -> String { "\(folder)/\(machine)" }
  func inventory(_ name: String) -> String { "\(folder)/\(name).yaml" }
  func text(_ file: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
  }
  func write(_ file: String, _ text: String) throws {
    try text.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
    chmod("\(folder)/\(file)", 0o600)
  }

  /// The journal of a machine.
  func journal(_ machine: HostName) -> [Journal.Line] {
    Journal.read(path: state(machine) + "/journal.jsonl")
  }

  /// A command where the controller is, which is no machine of the inventory.
  func run(_ command: [String]) throws -> Command {
    let arguments = try entry(command)
    return try Command.run(arguments[0], Array(arguments.dropFirst()), timeout: .seconds(60))
  }

  /// The same for cygnet.
  func cygnet(_ words: String...) throws -> Command { try run([TestRange.binary] + words) }

  private func entry(_ command: [String]) throws -> [String] {
    let record = cluster.sandbox.record
    guard let client = clientPid else { throw RangeError("no client", hint: "see the test") }
    return try HostEntry.arguments(sandbox: record.pid, host: client, command: command)
  }

  /// The first process of the client's host, as its agent sees it.
  private var clientPid: Int32? {
    let socket = cluster.sandbox.record.places.socket
    let found = Collector()
    let done = DispatchSemaphore(value: 0)
    Task {
      if let connection = try? RangeConnection(socket: socket),
        case .status(let status) = try? await connection.ask(.status)
      {
        found.pid = status.hosts.first { $0.name == Cluster.client }?.initPid
        connection.close()
      }
      done.signal()
    }
    done.wait()
    return found.pid
  }

  /// Safe: written before the semaphore is signalled, read after it was waited for.
  private final class Collector: @unchecked Sendable { var pid: Int32? }

  /// The fleet of an inventory, as one agent.
  func fleet(_ name: String = "lab", _ words: [String] = []) throws -> TestFleet {
    let command =
      [TestRange.binary, "fleet", "--inventory", inventory(name)] + words
    return try TestFleet(arguments: try entry(command))
  }

  /// Kills the agent of a machine, and waits until nothing is owed there or some seconds are over.
  func killAgent(of machine: HostName) async throws {
    let agents = try await processes(on: machine, "remote-agent")
    _ = try await cluster.output(on: machine, ["kill", "-9"] + agents.map(String.init))
    let deadline = MonotonicClock.now() + .seconds(5)
    while !Journal.held(in: journal(machine)).isEmpty, MonotonicClock.now() < deadline {
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Processes on a host whose arguments hold all these words; `agent` of a range is not seen.
  func processes(on host: HostName, _ words: String...) async throws -> [Int32] {
    let lines = try await cluster.output(on: host, ["ps", "-eww", "-o", "pid=,args="])
    return lines.split(separator: "\n").compactMap { line in
      words.allSatisfy { line.contains($0) }
        ? line.split(separator: " ").first.flatMap { Int32($0) } : nil
    }
  }
}

/// A fleet that runs in a process of its own beside the machines.
final class TestFleet: Sendable {
  let process: ChildProcess
  let line: RangeConnection

  init(arguments: [String]) throws {
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    try #require(socketpair(AF_UNIX, type, 0, &ends) == 0)
    process = try ChildProcess.start(
      Launch(
        arguments[0], Array(arguments.dropFirst()), input: .descriptor(ends[1]),
        output: .descriptor(ends[1])))
    close(ends[1])
    line = RangeConnection(descriptor: ends[0])
  }

  /// Hangs up and waits until it has ended.
  func end() async {
    line.close()
    _ = await process.wait()
  }

  func inject(_ name: String, _ fault: CompiledFault, lease: Nanoseconds) async throws {
    try await line.ask(
      .inject(fault: name, actions: fault.actions, undo: fault.undo, leaseNs: lease))
  }

  func sees(
    _ probes: [HostProbe], within limit: Nanoseconds
  ) async throws -> (seen: Bool, text: String) {
    guard case .proved(let result) = try await line.ask(.prove(probes: probes, limitNs: limit))
    else { return (false, "no answer") }
    return (result.seen, result.text)
  }
}
