/// Programs that only look, and those that run others.
enum ProgramTable {
  /// Programs that run the program after them, with their options that take a value.
  static let wrappers: [String: Set<String>] = [
    "sudo": ["-u", "-g", "-h", "-p"], "env": ["-u", "-C", "-S"], "nice": ["-n"],
    "nohup": [], "time": ["-f", "-o"], "timeout": ["-s", "-k"], "watch": ["-n", "-d"],
    "exec": ["-a"], "command": [], "builtin": [], "stdbuf": ["-i", "-o", "-e"],
    "xargs": ["-n", "-I", "-P", "-L", "-d"], "setsid": [], "strace": ["-p", "-e", "-o"],
  ]

  /// Programs that look whatever their words, and what a shell does within itself.
  private static let looks: Set = [
    "awk", "alias", "basename", "base64", "bg", "break", "case", "cat", "cd", "clear", "cmp",
    "column", "comm", "continue", "cut", "date", "declare", "df", "diff", "dig", "dirname", "dmesg",
    "du", "echo", "egrep", "exit", "export", "expr", "false", "fg", "fgrep", "file", "fold", "for",
    "free", "getent", "grep", "groups", "head", "help", "hexdump", "history", "host", "hostname",
    "hosts", "id", "iostat", "jobs", "journalctl", "jq", "last", "less", "let", "local", "logout",
    "ls", "lsblk", "lsof", "man", "md5sum", "more", "mpstat", "netstat", "nl", "nslookup", "od",
    "paste", "ping", "popd", "printenv", "printf", "ps", "pgrep", "pushd", "pwd", "read",
    "readlink", "realpath", "return", "rev", "seq", "set", "sha256sum", "shift", "sleep", "sort",
    "ss", "stat", "strings", "tac", "tail", "test", "[", "[[", "top", "tput", "tr", "traceroute",
    "trap", "tree", "true", "tty", "type", "ulimit", "umask", "uname", "uniq", "unset", "uptime",
    "vmstat", "w", "wait", "wc", "whereis", "which", "who", "whoami", "xxd", "yes", "zcat", "zgrep",
    "#", ":",
  ]

  /// Programs that change files; a person's own files are no part of the range.
  private static let writers: Set = [
    "chmod", "chown", "cp", "dd", "gunzip", "gzip", "install", "ln", "mkdir", "mkfifo", "mktemp",
    "mv", "nano", "rm", "rmdir", "rsync", "sed", "shred", "tar", "tee", "touch", "truncate",
    "unlink", "vi", "view", "vim",
  ]

  /// What of systemd only looks.
  private static let serviceLooks: Set = [
    "status", "is-active", "is-enabled", "is-failed", "show", "list-units", "list-unit-files",
    "cat",
    "help",
  ]

  /// Whether a program with these words only looks.
  static func isLook(_ program: String, _ words: [String]) -> Bool {
    let plain = words.filter { !$0.hasPrefix("-") }
    switch program {
    case "systemctl": return plain.first.map(serviceLooks.contains) ?? true
    case "service": return plain.dropFirst().first.map(serviceLooks.contains) ?? true
    case "find":
      return !words.contains { ["-delete", "-exec", "-execdir", "-ok", "-okdir"].contains($0) }
    case "sed" where !words.contains(where: { $0.hasPrefix("-i") || $0 == "--in-place" }):
      return true
    case "ip", "nft", "tc", "iptables":
      return words.isEmpty
        || words.contains { ["show", "list", "ls", "-S", "-L", "get"].contains($0) }
        || (program == "ip" && plain.count == 1)
    case "curl", "wget": return isReadingURL(words)
    case _ where writers.contains(program):
      // The first word of these is an expression or a mode.
      let files = ["sed", "chmod", "chown"].contains(program) ? Array(plain.dropFirst()) : plain
      return files.allSatisfy { word in
        CommandClass.isOwn(word.split(separator: "=").last.map(String.init) ?? "")
      }
    default: return looks.contains(program)
    }
  }

  /// Whether it is about the host that it runs on.
  static func isLocal(_ program: String) -> Bool {
    !["curl", "wget", "ping", "dig", "host", "nslookup", "traceroute", "echo", "cd", "for"]
      .contains(program)
  }

  /// etcd's gateway is asked with POST as well; its paths tell a question from an order.
  private static func isReadingURL(_ words: [String]) -> Bool {
    let questions = [
      "/kv/range", "/maintenance/status", "/cluster/member/list", "/health", "/metrics",
    ]
    if words.contains(where: { word in questions.contains(where: word.hasSuffix) }) { return true }
    let sends = [
      "-d", "--data", "--data-raw", "--data-binary", "--json", "-F", "--form", "-T",
      "--upload-file", "--post-data", "--post-file", "--method",
    ]
    if words.contains(where: { word in sends.contains { word == $0 || word.hasPrefix($0 + "=") } })
    {
      return false
    }
    let method = words.firstIndex { $0 == "-X" || $0 == "--request" }.map { $0 + 1 }
    if let method, words.indices.contains(method) {
      return ["GET", "HEAD", "OPTIONS"].contains(words[method].uppercased())
    }
    return !words.contains { $0.hasPrefix("-X") && !["-XGET", "-XHEAD"].contains($0) }
  }
}
