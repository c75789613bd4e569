import LinuxHost
package import Vocabulary

/// A shell to be started on a host, and what it may see there.
package struct JailOrder: Sendable {
  /// The user of the ops host; a number that no machine gives to anybody.
  package static let owner = 64_321

  /// Where it runs.
  package var host: HostName
  /// The host's first process, as its agent knows it.
  package var initPid: Int32
  /// The words before the cursor.
  package var prompt: String
  /// The line to run; nil is a shell that asks.
  package var command: String?
  /// The terminal's name, such as `xterm` or `dumb`.
  package var term: String
  /// What clients of the database find in their environment.
  package var environment: [String: String]
  /// What only this host has: its data, its log.
  package var binds: [JailBind]
  /// Whether it runs as the host's root, who may read the data; it has no capability either way.
  package var isRoot: Bool

  /// A shell on a host.
  package init(
    host: HostName, initPid: Int32, prompt: String, command: String?, term: String,
    environment: [String: String], binds: [JailBind], isRoot: Bool
  ) {
    self.host = host
    self.initPid = initPid
    self.prompt = prompt
    self.command = command
    self.term = term
    self.environment = environment
    self.binds = binds
    self.isRoot = isRoot
  }

  /// The user it runs as; an unprivileged controller has but one to give.
  package var user: UInt32 {
    isRoot || !Capabilities.isRoot ? 0 : UInt32(Self.owner)
  }

  func wholeEnvironment(unit: String) -> [String: String] {
    environment.merging([
      "PATH": "/opt/ops/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": "/ops",
      "USER": isRoot ? "root" : "ops", "SHELL": "/bin/bash", "TERM": term, "LANG": "C.UTF-8",
      "OPS_PROMPT": prompt, "OPS_UNIT": unit,
    ]) { $1 }
  }

  /// A line is run by a shell below the first process, which keeps what signals usually do.
  func shell(onTerminal: Bool) -> [String] {
    if let command {
      return ["bash", "-c", "bash -c \"$1\"; exit $?", "ssh", command]
    }
    guard onTerminal else { return ["bash", "-c", "bash -s; exit $?"] }
    let plain = term == "dumb" ? ["--noediting"] : []
    return ["bash", "--noprofile", "--rcfile", "/etc/ops.bashrc"] + plain + ["-i"]
  }
}
