import ArgumentParser
import Console
import Foundation
import LinuxHost
import Vocabulary

/// Times the console's event stream with many viewers.
struct BenchConsole: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console", abstract: "Time the console's event stream with many viewers.",
    discussion: """
      Server and viewers are one process, on loopback, so its memory and processor time are more \
      than the console's own. Exits with 3 where a viewer missed an event.
      """)

  @Option(help: "Viewers at a time.") var viewers = 200
  @Option(help: "Events a second.") var rate = 20
  @Option(help: "Seconds.") var seconds = 120
  @Flag(help: "One JSON object on standard output.") var json = false

  func validate() throws {
    for (name, value, most) in [
      ("--viewers", viewers, 400), ("--rate", rate, 1_000), ("--seconds", seconds, 3_600),
    ] where !(1...most).contains(value) {
      throw ValidationError("\(name) takes 1 to \(most), not \(value)")
    }
  }

  func run() async throws {
    let report = try await ConsoleBench.run(
      viewers: viewers, ratePerS: rate, seconds: seconds,
      on: .init(
        clock: { MonotonicClock.now() }, processor: { ProcessClock.cpu() },
        memoryMiB: { ProcessMemory.peakMiB() }))
    print(try json ? CanonicalJSON.line(report) : Self.text(report))
    if report.whole < report.viewers { throw ExitCode(3) }
  }

  private static func text(_ report: ConsoleBench.Report) -> String {
    func one(_ value: Double) -> String { String(format: "%.1f", value) }
    return """
      \(report.viewers) viewers, \(report.events) events each
      every event, in order    \(report.whole) of \(report.viewers) viewers
      from telling to seeing   p50 \(one(report.p50Ms)) ms, p99 \(one(report.p99Ms)) ms, \
      worst \(one(report.worstMs)) ms   \(report.p99Ms <= 250 ? "met" : "MISSED") (p99 ≤ 250)
      memory, viewers included \(one(report.memoryMiB)) MiB   \
      \(report.memoryMiB <= 300 ? "met" : "MISSED") (≤ 300)
      processor time           \(one(report.processorShare * 100)) % of one core
      """
  }
}
