import Foundation
import LinuxHost
import Vocabulary

/// The built binary as people run it: the console, and commands beside it.
struct ConsoleProcess: Sendable {
  let port: Int
  let runs: String
  private let folder: String
  private let process: ChildProcess

  var address: String { "http://127.0.0.1:\(port)" }

  /// Starts `cygnet console` on a port that it chooses, with exercises below `folder`.
  static func start(in folder: String) async throws -> ConsoleProcess {
    let runs = folder + "/runs"
    try FileManager.default.createDirectory(atPath: runs, withIntermediateDirectories: true)
    let log = folder + "/console.out"
    let process = try ChildProcess.start(
      Launch(
        binary, ["console", "--listen", "127.0.0.1:0", "--runs", runs],
        environment: environment(folder), directory: folder, output: .file(log),
        error: .file(folder + "/console.err")))
    let deadline = MonotonicClock.now() + .seconds(20)
    while MonotonicClock.now() < deadline, process.exitStatus == nil {
      let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
      if let port = port(in: text) {
        return ConsoleProcess(port: port, runs: runs, folder: folder, process: process)
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    try await process.terminate(grace: .seconds(1))
    let error = (try? String(contentsOfFile: folder + "/console.err", encoding: .utf8)) ?? ""
    throw BrowserError(description: "cygnet console names no address: \(error)")
  }

  /// Runs a command of the same binary with the same runs; what it printed.
  @discardableResult
  func cygnet(_ arguments: [String], within limit: Nanoseconds = .seconds(30)) throws -> String {
    let command = try Command.run(
      Self.binary, arguments, environment: Self.environment(folder), timeout: limit,
      limit: 8 << 20)
    guard command.status.isSuccess else {
      throw BrowserError(
        description: "cygnet \(arguments.joined(separator: " ")): \(command.status): "
          + command.error + command.output)
    }
    return command.output
  }

  /// Ends the console as a person does, which heals what it holds.
  func stop() async {
    _ = try? await process.terminate(grace: .seconds(20))
  }

  /// Ends the range that a play which failed left up: it waits half an hour for its console.
  func endRange() { _ = try? Command.run("pkill", ["-f", "reaper \(runs)/"]) }

  /// What the console wrote for the person that started it.
  func log() -> String {
    ["out", "err"].map {
      (try? String(contentsOfFile: "\(folder)/console.\($0)", encoding: .utf8)) ?? ""
    }.joined()
  }

  /// Sessions and ranges of the tests keep away from those of the person that runs them.
  private static func environment(_ folder: String) -> [String: String] {
    var environment = ProcessInfo.processInfo.environment
    environment["TMPDIR"] = folder
    environment["XDG_CONFIG_HOME"] = folder + "/config"
    environment["CYGNET_BINARY"] = binary
    return environment
  }

  private static func port(in text: String) -> Int? {
    guard let place = text.range(of: "http://127.0.0.1:") else { return nil }
    let rest = text[place.upperBound...]
    let digits = rest.prefix { $0.isNumber }
    return digits.count == rest.count ? nil : Int(digits)
  }

  /// The cygnet that was built beside the tests.
  static let binary: String =
    ProcessInfo.processInfo.environment["CYGNET_BINARY"]
    ?? AccessibilityReview.repository + "/.build/debug/cygnet"
}
