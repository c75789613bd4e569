/// A command as somebody typed it in a terminal, in the words that runbooks and keys use.
///
/// Shape:  `sudo systemctl restart etcd` is `restart`; `ssh n1 systemctl stop etcd` is `stop` on
///         n1; `etcdctl snapshot restore …` is `backup-restore`. Of several commands on a line the
///         first one that has such words counts.
/// Limits: what it does not know it leaves as it is; whether a command changes anything is decided
///         where it is recorded, not here.
package struct TypedCommand: Sendable, Equatable {
  /// The action, such as `restart`.
  package var action: String
  /// The host that the line itself names, after `ssh`; nil where it names none.
  package var host: HostName?

  /// Reads a line; nil where it holds no action that keys have a word for.
  package init?(_ line: String) {
    let parts = line.split { ";|&\n".contains($0) }
    for part in parts {
      var words = part.split { $0 == " " || $0 == "\t" }.map { String($0) }
      var host: HostName?
      while let first = words.first {
        if Self.prefixes.contains(first) || first.contains("=") {
          words.removeFirst()
        } else if first == "ssh" {
          words = Array(words.dropFirst().drop { $0.hasPrefix("-") })
          host = words.first.map { name in
            HostName(rawValue: name.split(separator: "@").last.map(String.init) ?? name)
          }
          words = Array(words.dropFirst())
        } else {
          break
        }
      }
      if let action = Self.action(words) {
        self.action = action
        self.host = host
        return
      }
    }
    return nil
  }

  /// Words that only say how the command after them is run.
  private static let prefixes: Set<String> = ["sudo", "env", "command", "nohup", "time"]
  private static let service: Set<String> = ["start", "stop", "restart"]
  /// Options of etcdctl whose value is the next word.
  private static let valued: Set<String> = [
    "--endpoints", "--cacert", "--cert", "--key", "--user", "-w", "--write-out",
    "--command-timeout", "--dial-timeout",
  ]
  /// What etcdctl and etcdutl do, in the words of keys.
  private static let database = [
    ["move-leader"]: "move-leader", ["member", "remove"]: "remove-member",
    ["member", "add"]: "add-member", ["member", "promote"]: "promote-member",
    ["snapshot", "restore"]: "backup-restore", ["snapshot", "save"]: "backup-take",
    ["put"]: "put", ["del"]: "delete", ["compact"]: "compact", ["compaction"]: "compact",
    ["defrag"]: "defrag", ["alarm", "disarm"]: "disarm-alarm",
  ]

  private static func action(_ words: [String]) -> String? {
    let program = words.first?.split(separator: "/").last.map(String.init) ?? ""
    var rest = Array(words.dropFirst())
    switch program {
    case "systemctl":
      let verb = rest.first { !$0.hasPrefix("-") } ?? ""
      return service.contains(verb) || verb == "kill" ? verb : nil
    case "service": return rest.last.flatMap { service.contains($0) ? $0 : nil }
    case "kill", "pkill", "killall": return "kill"
    case "etcd":
      return rest.contains { $0.hasPrefix("--force-new-cluster") } ? "force-new-cluster" : nil
    case "etcdctl", "etcdutl":
      var plain: [String] = []
      while !rest.isEmpty {
        let word = rest.removeFirst()
        if valued.contains(word), !rest.isEmpty { rest.removeFirst() }
        if !word.hasPrefix("-") { plain.append(word) }
      }
      return database[Array(plain.prefix(2))] ?? database[Array(plain.prefix(1))]
    default: return nil
    }
  }
}
