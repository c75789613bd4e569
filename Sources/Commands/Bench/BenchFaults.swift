import ArgumentParser
import Conductor
import LinuxHost
import Vocabulary

/// Times every fault, what the pass-through disk costs, and how soon a range is healthy.
struct BenchFaults: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "faults",
    abstract: "Time each fault's effect, proof and healing, and what the range costs.",
    discussion: """
      On ranges of its own, some minutes; figures of a busy machine say little. Exits with 3 where \
      a fault was not proved.
      """)

  @Option(help: "How often each fault is injected; those that restart a member at most 5 times.")
  var repeats = 20
  @Option(help: "On how many hosts; more than 9 are without databases and disks.")
  var sizes = "3,5,50"
  @Option(help: "One kind, or an area such as net.") var only: String?
  @Option(help: "Pairs of write runs, on the pass-through disk and without it; 0 for none.")
  var pairs = 4
  @Option(help: "Seconds of each write run.") var seconds = 4
  @Flag(help: "One JSON object on standard output.") var json = false
  @Flag(help: "A Markdown table on standard output.") var markdown = false

  func validate() throws {
    for (name, value, least) in [
      ("--repeats", repeats, 1), ("--pairs", pairs, 0), ("--seconds", seconds, 1),
    ] where !(least...1_000).contains(value) {
      throw ValidationError("\(name) takes \(least) to 1000, not \(value)")
    }
    guard let hosts = Self.hosts(sizes), hosts.allSatisfy((2...100).contains) else {
      throw ValidationError("--sizes takes numbers from 2 to 100, not '\(sizes)'; try 3,5,50")
    }
    if let only, BenchCases.all().allSatisfy({ $0.kind != only && !$0.kind.hasPrefix(only + ".") })
    {
      throw ValidationError("there is no fault and no area '\(only)'; see cygnet fault list")
    }
  }

  private static func hosts(_ text: String) -> [Int]? {
    let words = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = words.compactMap { Int($0) }
    return numbers.count == words.count ? numbers : nil
  }

  func run() async throws {
    let report = try await BenchRun(
      repeats: repeats, sizes: Self.hosts(sizes) ?? [], only: only, pairs: pairs,
      span: .seconds(seconds), capabilities: MachineCapabilities.available(),
      clock: { MonotonicClock.now() }, progress: { Terminal.say($0) }
    ).perform()
    if json {
      print(try CanonicalJSON.line(report))
    } else {
      print(markdown ? BenchTable.markdown(report) : BenchTable.text(report))
    }
    if report.missing.contains(where: \.isUnproved) { throw ExitCode(3) }
  }
}
