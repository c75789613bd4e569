import Foundation
import Glibc
package import LinuxHost
package import Vocabulary

/// Commands on a machine of an inventory, through OpenSSH's own client.
///
/// Shape:  never a password, never an unknown host key; words are checked, so nothing is quoted.
/// Errors: what ssh or the far command printed, verbatim.
package enum SSHCommand {
  /// What a command gave back.
  package struct Outcome: Sendable, Equatable {
    /// Its exit code; 255 is ssh's own failure.
    package var exit: Int32
    /// Standard output.
    package var output: String
    /// Standard error, with ssh's own words.
    package var error: String
  }

  /// ssh's arguments up to the far command.
  package static func arguments(for host: InventoryHost) -> [String] {
    var words = ["-T", "-p", "\(host.ssh.port)"]
    let options = [
      "BatchMode=yes", "StrictHostKeyChecking=yes", "ConnectTimeout=5", "ConnectionAttempts=1",
      "ServerAliveInterval=1", "ServerAliveCountMax=5", "ForwardAgent=no", "ForwardX11=no",
      "ClearAllForwardings=yes", "ControlMaster=no", "ControlPath=none", "LogLevel=ERROR",
    ]
    for option in options { words += ["-o", option] }
    if let known = host.ssh.knownHosts {
      words += ["-o", "UserKnownHostsFile=\(known)", "-o", "GlobalKnownHostsFile=/dev/null"]
    }
    if let key = host.ssh.identityFile {
      words += ["-o", "IdentitiesOnly=yes", "-i", key]
    }
    if let user = host.ssh.user { words += ["-l", user] }
    return words + ["--", host.address]
  }

  /// The far command line, as root where the inventory says so.
  static func line(_ command: String, on host: InventoryHost) -> String {
    (host.hasSudo ? "sudo -n " : "") + command
  }

  /// Runs a far command to its end.
  package static func run(
    _ command: String, on host: InventoryHost, input: Launch.Stream = .null,
    limit: Nanoseconds = .seconds(20)
  ) async throws(RangeError) -> Outcome {
    do {
      return try await OwnThread.asynchronously { () throws(LinuxError) -> Outcome in
        try runBlocking(command, on: host, input: input, limit: limit)
      }
    } catch {
      throw RangeError("\(error)", hint: "apt-get install openssh-client")
    }
  }

  private static func runBlocking(
    _ command: String, on host: InventoryHost, input: Launch.Stream, limit: Nanoseconds
  ) throws(LinuxError) -> Outcome {
    let child = try ChildProcess.start(
      Launch(
        "ssh", arguments(for: host) + [line(command, on: host)], input: input, output: .pipe,
        error: .pipe))
    guard let output = child.output, let error = child.error else {
      preconditionFailure("two pipes were asked for")
    }
    let words = SSHWords(reading: output)
    let complaints = SSHWords(reading: error)
    let status = child.waitBlocking(for: limit)
    if status == nil { try child.signal(SIGKILL, group: true) }
    let exit = status.map(\.number) ?? 124
    return Outcome(exit: exit, output: words.whole(), error: complaints.whole())
  }

  /// What a failure of this command says about the machine.
  package static func failure(_ outcome: Outcome, on host: InventoryHost) -> RangeError {
    let lines = outcome.error.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }
    let words = lines.filter { !$0.hasPrefix("hint: ") }.suffix(3).joined(separator: " ")
    let ownHint = lines.first { $0.hasPrefix("hint: ") }.map { String($0.dropFirst(6)) }
    switch outcome.exit {
    case 255:
      return RangeError(
        "cannot reach \(host.name) (\(host.address)) by ssh: \(words)", hint: hint(words, host))
    case 124:
      return RangeError(
        "\(host.name) (\(host.address)) does not answer in time", hint: "is it overloaded?")
    default:
      let isSudo = host.hasSudo && words.contains("sudo")
      return RangeError(
        "a command failed on \(host.name) with exit code \(outcome.exit): \(words)",
        hint: isSudo
          ? "let \(host.ssh.user ?? "the user") run sudo without a password, or log in as root"
          : ownHint ?? "cygnet range doctor --inventory")
    }
  }

  private static func hint(_ words: String, _ host: InventoryHost) -> String {
    if words.contains("Host key verification failed") || words.contains("host key") {
      let file = host.ssh.knownHosts ?? "~/.ssh/known_hosts"
      return "put its key into \(file) after comparing it: ssh-keyscan \(host.address)"
    }
    if words.contains("Permission denied") {
      return "check ssh: user and identity-file in the inventory"
    }
    return "is it up, and is \(host.ssh.port) the port of its sshd?"
  }
}

/// Collects what comes out of a pipe, the first part of it, and closes the pipe at its end.
final class SSHWords: Sendable {
  private let text: Collected
  private let ended = DispatchSemaphore(value: 0)

  init(reading descriptor: Int32, limit: Int = 1 << 18) {
    let text = Collected()
    self.text = text
    Thread.detachNewThread { [ended] in
      var buffer = [UInt8](repeating: 0, count: 1 << 14)
      while true {
        let count = read(descriptor, &buffer, buffer.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { break }
        text.add(buffer[..<count], limit: limit)
      }
      close(descriptor)
      ended.signal()
    }
  }

  /// What has come so far.
  var soFar: String { text.words }

  /// All of it; waits a moment for the end, since a far daemon may hold the pipe open.
  func whole() -> String {
    _ = ended.wait(timeout: .now() + .milliseconds(500))
    return text.words
  }
}
