import ArgumentParser
import Histories
import Vocabulary

/// A history in another form.
struct HistoryConvert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "A history in another form.",
    discussion: "Exit codes: 0 written, 64 where the history or the command line is wrong.")

  @Argument(help: "The history, in any form that is read.") var input: String
  @Argument(help: "The file to write: .cyh, .jsonl or .edn.") var output: String
  @Option(help: "What the history is; usually its first bytes tell.") var from: String?
  @Option(help: "What to write; usually the file's name tells.") var to: String?
  @Flag(help: "What was written, as one line on standard output.") var json = false

  /// What `--json` prints.
  private struct Written: Encodable {
    var file: String
    var format: String
    var operations: Int
    var eventsLeftOut: Int
    var bytesCut: Int
  }

  func run() throws {
    let target = try HistoryDocument.target(to, output)
    let source = try HistoryDocument.format(named: from)
    var written = Written(
      file: output, format: target.rawValue, operations: 0, eventsLeftOut: 0, bytesCut: 0)
    if try source == nil && TransactionHistory.isHeld(in: input) {
      let history = try TransactionHistory(importing: input)
      try HistoryDocument.write(history, to: output, target)
      (written.operations, written.bytesCut) = (history.count, history.bytesCut)
    } else {
      let history = try History(importing: input, format: source)
      try HistoryDocument.write(history, to: output, target)
      written.operations = history.operations.count
      (written.eventsLeftOut, written.bytesCut) = (history.eventsLeftOut, history.bytesCut)
    }
    if json {
      print(try CanonicalJSON.line(written))
      return
    }
    print("\(written.operations) operations written to \(output) as \(target.rawValue)")
    if written.eventsLeftOut > 0 {
      print("left out: \(written.eventsLeftOut) events of processes that are no clients")
    }
    if written.bytesCut > 0 {
      print("not readable: the last \(written.bytesCut) bytes; the recorder was cut off")
    }
  }
}
