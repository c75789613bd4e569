import ArgumentParser
import Conductor
import LinuxHost
import Vocabulary

/// Times every fault, what the pass-through disk costs, and how soon a range is healthy.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Time each fault's effect, proof and healing, and what the range costs.",
    discussion: "On ranges of its own, about two minutes; figures of a busy machine say little.")

  @Option(help: "How often each fault is injected; those that restart a member at most 5 times.")
  var repeats = 20
  @Option(help: "Pairs of write runs, on the pass-through disk and without it.") var pairs = 4
  @Option(help: "Seconds of each write run.") var seconds = 4
  @Flag(help: "One JSON object on standard output.") var json = false

  func validate() throws {
    for (name, value) in [("--repeats", repeats), ("--pairs", pairs), ("--seconds", seconds)]
    where !(1...1_000).contains(value) {
      throw ValidationError("\(name) takes 1 to 1000, not \(value)")
    }
  }

  func run() async throws {
    let report = try await BenchRun(
      repeats: repeats, pairs: pairs, span: .seconds(seconds), clock: { MonotonicClock.now() },
      progress: { Terminal.say($0) }
    ).perform()
    print(json ? try CanonicalJSON.line(report) : BenchTable.text(report))
  }
}
