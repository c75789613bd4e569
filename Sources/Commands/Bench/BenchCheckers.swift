import ArgumentParser
import Conductor
import Foundation
import Histories
import LinuxHost
import Vocabulary

/// Times the checkers on histories of many sizes, each in a process of its own.
struct BenchCheckers: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkers", abstract: "Time the checkers on histories of many sizes.",
    discussion: """
      Makes linearizable histories by playing clients of a store, and strict serializable ones of \
      transactions, writes each to a file and checks it in a process of its own as check does. \
      Seconds are those of the processor. With --porcupine that program is run on the same \
      histories as JSON lines; scripts/porcupine/build makes one. \
      Exits with 1 where a bar is missed.
      """)

  @Option(help: "Operations of the histories; else those of the bars and powers of ten between.")
  var sizes: String?
  @Option(help: "Only families whose name contains this.") var only: String?
  @Option(help: "How often each history is checked; the median counts.") var repeats = 5
  @Option(help: "Where histories go, usually where temporary files do; removed in the end.")
  var folder: String?
  @Option(help: "A program that checks a history with Porcupine.") var porcupine: String?
  @Option(help: "Seconds that it gets.") var porcupineSeconds = 30
  @Flag(help: "JSON lines too, for which the parser is part of the time.") var jsonl = false
  @Flag(help: "One JSON object on standard output.") var json = false
  @Flag(help: "A Markdown table on standard output.") var markdown = false

  func validate() throws {
    if let sizes {
      guard let sizes = Self.numbers(sizes), sizes.allSatisfy((10...20_000_000).contains) else {
        throw ValidationError(
          "--sizes takes numbers from 10 to 20000000, not '\(sizes)'; try 10000,100000")
      }
    }
    guard (1...100).contains(repeats) else {
      throw ValidationError("--repeats takes 1 to 100, not \(repeats)")
    }
    guard (1...3_600).contains(porcupineSeconds) else {
      throw ValidationError("--porcupine-seconds takes 1 to 3600, not \(porcupineSeconds)")
    }
    if let only, families.isEmpty {
      let names = CheckersFamily.all.map(\.name).joined(separator: "; ")
      throw ValidationError("no family's name contains '\(only)'; there are: \(names)")
    }
  }

  private static func numbers(_ text: String) -> [Int]? {
    let words = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = words.compactMap { Int($0) }
    return numbers.count == words.count ? numbers : nil
  }

  private var families: [CheckersFamily] {
    CheckersFamily.all.filter { family in only.map { family.name.contains($0) } ?? true }
  }

  func run() throws {
    let place =
      (folder ?? FileManager.default.temporaryDirectory.path)
      + "/cygnet-bench-checkers-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: place) }
    let bench = CheckersBench(
      folder: place, repeats: repeats, porcupine: porcupine, porcupineSeconds: porcupineSeconds)
    var rows: [CheckersReport.Row] = []
    for family in families {
      for size in sizes.flatMap(Self.numbers) ?? family.sizes {
        Terminal.say("\(family.name): \(size) operations")
        rows += try bench.rows(family, size, withJSONLines: jsonl)
      }
    }
    Terminal.say("recorder")
    let report = CheckersReport(
      cygnetVersion: ProjectVersion.text, emptyMib: try bench.emptyMiB(), rows: rows,
      exponents: CheckersReport.exponents(rows), recorder: try bench.recorder())
    if json {
      print(try CanonicalJSON.line(report))
    } else {
      print(markdown ? CheckersTable.markdown(report) : CheckersTable.text(report))
    }
    if !report.isMet { throw ExitCode(1) }
  }
}
