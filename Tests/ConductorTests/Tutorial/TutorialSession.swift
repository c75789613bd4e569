import Foundation
import Glibc
import LinuxHost
import Vocabulary

/// A reader at a terminal: one bash for the whole tutorial, in a folder of its own.
///
/// Effect: `drill/` with copies of Missions and services, ranges and seats kept away from those of
///         the person who runs the tests; all of it is gone where nothing was wrong.
struct TutorialSession {
  let tutorial: Tutorial
  /// Written before the first step.
  var given: [Tutorial.File] = []
  /// How long all of it may take.
  var limit: Nanoseconds = .seconds(240)

  /// Short, for sockets lie in it.
  private var home: String { Self.home(of: tutorial.name) }
  private var drill: String { home + "/drill" }
  private var blocks: String { home + "/blocks" }

  /// Where a tutorial of that name is carried out.
  static func home(of name: String) -> String { "\(TestRange.folder)/t-\(name.prefix(5))" }

  /// Carries the tutorial out; what was not as it says, one sentence each.
  func play() async throws -> [String] {
    _ = TestRange.binary
    try prepare()
    let shell = try ChildProcess.start(
      Launch(
        "bash", [blocks + "/session.sh"], environment: environment, directory: drill,
        output: .file(blocks + "/shell.out"), error: .file(blocks + "/shell.err")))
    let deadline = MonotonicClock.now() + limit
    while MonotonicClock.now() < deadline, shell.exitStatus == nil {
      try await Task.sleep(for: .milliseconds(50))
    }
    let isLate = shell.exitStatus == nil
    if isLate { try shell.signal(SIGKILL, group: true) }
    _ = await shell.wait()
    let complaints = wrong(isLate: isLate)
    if complaints.isEmpty {
      try FileManager.default.removeItem(atPath: home)
    } else {
      try takeDown()
    }
    TestRange.removeEmptyFolders()
    return complaints
  }

  private var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = "\(home)/bin:" + (environment["PATH"] ?? "/usr/bin:/bin")
    environment["TMPDIR"] = home
    environment["HOME"] = home
    environment["XDG_CONFIG_HOME"] = home + "/config"
    environment["CYGNET_BINARY"] = TestRange.binary
    environment["LC_ALL"] = "C.UTF-8"
    for name in ["CYGNET_BY", "CYGNET_SESSION", "EMAIL", "BASH_ENV", "CDPATH"] {
      environment[name] = nil
    }
    return environment
  }

  /// Ends the ranges that a tutorial left up when it broke off.
  private func takeDown() throws {
    let registry = "\(home)/cygnet-\(geteuid())"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: registry)) ?? []
    for name in names where name.hasSuffix(".json") {
      _ = try Command.run(
        TestRange.binary, ["range", "down", String(name.dropLast(5))], environment: environment,
        timeout: .seconds(60))
    }
  }

  private func prepare() throws {
    let files = FileManager.default
    try? files.removeItem(atPath: home)
    for folder in [drill, blocks, home + "/bin"] {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    try files.createSymbolicLink(
      atPath: home + "/bin/cygnet", withDestinationPath: TestRange.binary)
    for folder in ["Missions", "services"] {
      try files.copyItem(
        atPath: "\(Tutorial.repository)/\(folder)", toPath: "\(drill)/\(folder)")
    }
    for file in given { try write(file.text, to: "\(drill)/\(file.path)") }
    try write(script(), to: blocks + "/session.sh")
  }

  /// All steps as one script, so that variables and background jobs live on as in a terminal.
  private func script() throws -> String {
    var lines = [
      "set -e -o pipefail",
      // A job that is still there when the tutorial ends, or breaks off, ends with it.
      "trap 'kill $(jobs -p) 2>/dev/null || true; wait' EXIT",
    ]
    for (number, step) in tutorial.steps.enumerated() {
      let place = "\(blocks)/\(number)"
      switch step {
      case .write(let file):
        try write(file.text, to: place + ".file")
        lines.append("install -D -m 644 '\(place).file' '\(drill)/\(file.path)'")
      case .type(let commands):
        try write(commands.text, to: place + ".sh")
        lines += ["exec >'\(place).out' 2>&1"]
        lines +=
          commands.exits == [0]
          ? [". '\(place).sh'", "echo 0 >'\(place).code'"]
          : ["set +e", ". '\(place).sh'", "echo $? >'\(place).code'", "set -e"]
        if commands.exits != [0] {
          let codes = commands.exits.sorted().map(String.init).joined(separator: "|")
          lines.append("case $(cat '\(place).code') in \(codes)) ;; *) exit 99 ;; esac")
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func wrong(isLate: Bool) -> [String] {
    for (number, step) in tutorial.steps.enumerated() {
      guard case .type(let commands) = step else { continue }
      let place = "\(tutorial.name), line \(commands.line)"
      let output = text("\(number).out")
      let end = Int32(text("\(number).code").prefix { $0.isNumber || $0 == "-" })
      guard let end, commands.exits.contains(end) else {
        let words =
          end.map { "ended with \($0)" } ?? (isLate ? "did not end in time" : "did not succeed")
        return ["\(place): it \(words), and printed:\n\(output.suffix(3_000))"]
      }
      if let line = ShownLines.missing(commands.shown, in: output) {
        return ["\(place): nothing like “\(line)” in:\n\(output.suffix(3_000))"]
      }
    }
    return isLate ? ["\(tutorial.name): its jobs did not end in time"] : []
  }

  private func text(_ name: String) -> String {
    String(
      decoding: FileManager.default.contents(atPath: "\(blocks)/\(name)") ?? Data(), as: UTF8.self)
  }

  private func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }
}
