import ArgumentParser
import Histories
import Vocabulary

/// A part of a history.
struct HistoryCut: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cut", abstract: "A part of a history: a stretch of time, operations, or keys.",
    discussion: """
      Operations are kept whole where they were invoked within the part. A part of a valid history
      may be invalid by itself: what it reads may have been written before.
      """)

  @Argument(help: "The history, in any form that is read.") var input: String
  @Argument(help: "The file to write: .cyh, .jsonl or .edn.") var output: String
  @Option(help: "Seconds from the first event on.") var from: Double?
  @Option(help: "Seconds from the first event, which are not within.") var until: Double?
  @Option(help: "The first operation, counted from 0.") var first: Int?
  @Option(help: "How many operations; all where it is left out.") var count: Int?
  @Option(help: "A key; may be given more than once.") var key: [String] = []
  @Option(help: "What the history is; usually its first bytes tell.") var format: String?
  @Option(help: "What to write; usually the file's name tells.") var to: String?
  @Flag(help: "What was kept, as one line on standard output.") var json = false

  /// What `--json` prints.
  private struct Kept: Encodable {
    var file: String
    var operations: Int
    var of: Int
  }

  func validate() throws {
    if let from, let until, until <= from {
      throw ValidationError("--until \(until) is not after --from \(from)")
    }
    if (first ?? 0) < 0 || (count ?? 0) < 0 {
      throw ValidationError("--first and --count are not below 0")
    }
  }

  func run() throws {
    let target = try HistoryDocument.target(to, output)
    let told = try HistoryDocument.format(named: format)
    if try told == nil && TransactionHistory.isHeld(in: input) {
      throw UsageError(
        "'\(input)' holds transactions, which are not cut",
        hint: "a transaction alone shows nothing; check the whole with cygnet check")
    }
    let history = try History(importing: input, format: told)
    var part = History.Part()
    part.from = from.map { .seconds($0) }
    part.until = until.map { .seconds($0) }
    part.keys = Set(key)
    let all = history.operations.count
    let start = min(first ?? 0, all)
    part.numbers = start..<min(all, start + (count ?? (all - start)))
    if let missing = key.first(where: { !history.keys.contains($0) }) {
      throw UsageError(
        "the history has no key '\(missing)'", hint: "cygnet history stats counts them")
    }
    let cut = history.cut(to: part)
    try HistoryDocument.write(cut, to: output, target)
    let kept = Kept(file: output, operations: cut.operations.count, of: all)
    print(
      json
        ? try CanonicalJSON.line(kept)
        : "\(kept.operations) of \(kept.of) operations written to \(output)")
  }
}
