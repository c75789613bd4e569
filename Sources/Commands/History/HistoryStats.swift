import ArgumentParser
import Consistency
import Histories
import Vocabulary

/// What a history holds, in figures.
struct HistoryStats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "What a history holds, in figures.")

  @Argument(help: "The history, in any form that is read.") var file: String
  @Option(help: "What the history is; usually its first bytes tell.") var format: String?
  @Flag(help: "The figures as one line on standard output.") var json = false

  func run() throws {
    let told = try HistoryDocument.format(named: format)
    let figures: HistoryFigures
    if try told == nil && TransactionHistory.isHeld(in: file) {
      figures = HistoryFigures(try TransactionHistory(importing: file))
    } else {
      let history = try History(importing: file, format: told)
      figures = HistoryFigures(history, model: HistoryModel.detect(history).model?.rawValue)
    }
    print(json ? try CanonicalJSON.line(figures) : figures.text)
  }
}

extension HistoryFigures {
  /// A line a figure.
  var text: String {
    var lines = [
      "model        \(model ?? "not told by the operations")",
      "operations   \(operations): \(ok) ok, \(fail) fail, \(info) info",
    ]
    for (word, count) in kinds.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(Terminal.padded(word, 10)) \(count)")
    }
    lines.append("processes    \(processes), \(concurrency) operations open at once")
    lines.append("keys         \(keys)")
    lines.append("time         \(Terminal.seconds(spanNs))")
    if eventsLeftOut > 0 { lines.append("left out     \(eventsLeftOut) events of no client") }
    if !endedCleanly { lines.append("end          cut off; \(bytesCut) bytes are not readable") }
    return lines.joined(separator: "\n")
  }
}
