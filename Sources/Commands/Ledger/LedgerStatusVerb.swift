import ArgumentParser
import Ledger
import Vocabulary

/// What the ledger holds, and what it does not hold yet.
struct LedgerStatusVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "What the ledger holds; exit 1 where it lacks a finished run.")

  @OptionGroup var options: DeskOptions

  func run() throws {
    let desk = try options.desk()
    let status = try desk.ledger.status(on: desk.today)
    if options.json {
      print(try CanonicalJSON.line(status))
    } else {
      print(Self.text(status, place: desk.ledger.place))
    }
    if !status.missing.isEmpty { throw ExitCode(1) }
  }

  private static func text(_ status: LedgerStatus, place: LedgerPlace) -> String {
    let findings = status.findings.sorted { $0.key < $1.key }.map { "\($1) \($0)" }
    var lines = [
      "ledger     \(Terminal.path(place.database))",
      "exercises  \(status.exercises), \(status.unfinished) not finished",
      "findings   \(findings.isEmpty ? "none" : findings.joined(separator: ", "))",
      "journal    \(status.events) lines",
    ]
    if status.torn > 0 {
      lines.append(
        "           \(status.torn) bytes of a line that somebody is writing, or never finished")
    }
    for folder in status.missing.prefix(5) { lines.append("not in it  \(folder)") }
    if status.missing.count > 5 { lines.append("           and \(status.missing.count - 5) more") }
    if !status.missing.isEmpty { lines.append("hint: cygnet ledger rebuild takes them in") }
    return lines.joined(separator: "\n")
  }
}
