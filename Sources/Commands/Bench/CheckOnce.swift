import ArgumentParser
import Consistency
import Foundation
import Histories
import LinuxHost
import Vocabulary

/// Checks one history and prints what that cost: the process that `bench checkers` measures.
struct CheckOnce: ParsableCommand {
  static let name = "check-once"
  static let configuration = CommandConfiguration(
    commandName: name, abstract: "Check one history and print what that cost.",
    shouldDisplay: false)

  @Argument(help: "A history in any form.") var file: String

  /// What one check cost.
  struct Measured: Codable {
    var operations: Int
    var result: String
    var cpuMs: Double
    var peakMib: Double
  }

  func run() throws {
    let start = ProcessClock.cpu()
    let history = try History(importing: file)
    let verdict = LinearizableRegister().check(history)
    let spent = ProcessClock.cpu() - start
    print(
      try CanonicalJSON.line(
        Measured(
          operations: history.operations.count, result: verdict.result.rawValue,
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
