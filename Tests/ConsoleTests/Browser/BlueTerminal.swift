import LinuxHost
import Vocabulary

/// A terminal of an exercise over the console's own routes, as a page uses it.
struct BlueTerminal {
  let http: PlainHTTP
  let code: String
  let csrf: String
  let id: String

  static func open(_ http: PlainHTTP, code: String, csrf: String) async throws -> BlueTerminal {
    let answer = try await http.send(
      "POST", "/x/\(code)/terminals",
      headers: [("content-type", "application/json"), ("x-csrf", csrf)],
      body: #"{"term": "dumb", "columns": 200, "rows": 50}"#)
    let value = try? CanonicalJSON.decode(JSONValue.self, from: answer.text)
    guard let id = value?["id"]?.text else {
      throw BrowserError(description: "no terminal: \(answer.status) \(answer.text.prefix(300))")
    }
    return BlueTerminal(http: http, code: code, csrf: csrf, id: id)
  }

  /// Types a line and waits for the prompt after it; everything that the terminal showed so far.
  func type(_ line: String, within limit: Nanoseconds = .seconds(30)) async throws -> String {
    let mark = "cygnet-\(MonotonicClock.now().rawValue)"
    // Typed in halves, so that the echo of the line is not taken for its end.
    let half = mark.count / 2
    let end = "echo '\(mark.prefix(half))''\(mark.dropFirst(half))'"
    _ = try await http.send(
      "POST", "/x/\(code)/terminals/\(id)/input", headers: [("x-csrf", csrf)],
      body: "\(line)\n\(end)\n")
    let deadline = MonotonicClock.now() + limit
    while MonotonicClock.now() < deadline {
      let shown = try await output()
      if shown.contains(mark) { return shown }
      try await Task.sleep(for: .milliseconds(200))
    }
    throw BrowserError(description: "no end of: \(line); \(try await output().suffix(600))")
  }

  /// Goes to a host and waits for its prompt.
  func enter(_ host: String) async throws {
    _ = try await http.send(
      "POST", "/x/\(code)/terminals/\(id)/input", headers: [("x-csrf", csrf)],
      body: "ssh \(host)\n")
    let deadline = MonotonicClock.now() + .seconds(20)
    while MonotonicClock.now() < deadline {
      if try await output().contains("@\(host)") { return }
      try await Task.sleep(for: .milliseconds(200))
    }
    throw BrowserError(description: "no prompt of \(host): \(try await output().suffix(600))")
  }

  func output() async throws -> String {
    try await http.send(
      "GET", "/x/\(code)/terminals/\(id)/output", within: .milliseconds(700)
    ).text
  }

  func close() async {
    _ = try? await http.send(
      "POST", "/x/\(code)/terminals/\(id)/close", headers: [("x-csrf", csrf)])
  }

  /// Lines that look into everything a person at a shell can look into.
  static func curiosity(_ secrets: Secrets) -> [String] {
    // What packages brought, below /usr, is on every machine and no secret.
    let places = "\\( -path /proc -o -path /sys -o -path /usr \\) -prune -o"
    return [
      "env; set | head -c 20000; id; pwd; ls -la / /home /tmp /run /run/* 2>&1 | head -200",
      "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>&1 | tr '\\0' '\\n' | head -c 60000",
      "cat /proc/[0-9]*/mountinfo /proc/[0-9]*/cgroup 2>&1 | sort -u | head -c 60000",
      "cat /proc/net/unix /proc/net/tcp /proc/keys /proc/locks /proc/cmdline 2>&1 | head -c 40000",
      "ls -l /proc/[0-9]*/{fd,cwd,root,exe} 2>&1 | head -c 60000",
      "nft list ruleset 2>&1; ip a 2>&1 | head -50; dmesg 2>&1 | tail -50; history | tail -5",
      // Devices are bound over plain files, as which find takes them; /dev/urandom has no end.
      "find / -path /dev -prune -o \(places) -type f -readable -size -1024k -print0 2>/dev/null"
        + " | xargs -0 grep -lsiE '\(secrets.pattern)'; echo searched",
      "find / \(places) -print 2>/dev/null | grep -iE '\(secrets.pattern)'; echo named",
    ]
  }
}
