import ArgumentParser
import Consistency
import Foundation
import LinuxHost
import Vocabulary

/// Checks one history as `check` does and prints what that cost: what `bench checkers` measures.
struct CheckOnce: ParsableCommand {
  static let name = "check-once"
  static let configuration = CommandConfiguration(
    commandName: name, abstract: "Check one history and print what that cost.",
    shouldDisplay: false)

  @Argument(help: "A history in any form.") var file: String
  @Flag(help: "As of check.") var linearizable = false

  /// What one check cost.
  struct Measured: Codable {
    var operations: Int
    var result: String
    var cpuMs: Double
    var peakMib: Double
  }

  func run() throws {
    let start = ProcessClock.cpu()
    var options = CheckOptions()
    options.isLinearizable = linearizable
    let check = try HistoryCheck(importing: file, options: options)
    let spent = ProcessClock.cpu() - start
    print(
      try CanonicalJSON.line(
        Measured(
          operations: check.operations, result: check.result.rawValue,
          cpuMs: spent.inSeconds * 1_000, peakMib: ProcessMemory.peakMiB())))
  }
}

/// How much memory this process has had.
enum ProcessMemory {
  /// The high-water mark that the kernel keeps.
  static func peakMiB() -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    let kibibytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first
    return (kibibytes.flatMap { Double($0) } ?? 0) / 1_024
  }
}
