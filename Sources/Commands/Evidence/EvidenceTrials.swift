import ArgumentParser
import Debrief
import Evidence
import Vocabulary

/// The table that `rehearse --trials` prints, anew from run folders.
struct EvidenceTrials: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trials",
    abstract: "k of n over run folders: one table a mission and responder; same bytes each time.")

  @Argument(help: "Run folders.") var folders: [String]
  @Flag(help: "What trials.json holds, one document a table, on standard output.")
  var json = false

  func run() throws {
    let records = try folders.map { try Trials.record(RunFolder(named: $0)) }
    let tables = Trials.tables(of: records)
    if json {
      for table in tables { print(try CanonicalJSON.document(table), terminator: "") }
    } else {
      print(tables.map(TrialsText.terminal).joined(separator: "\n\n\n"))
    }
    if tables.contains(where: { !$0.invalid.isEmpty }) { throw ExitCode(3) }
  }
}
