import ArgumentParser
import Ledger
import Vocabulary

/// Whether journal, index and folders fit.
struct LedgerVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Whether the journal's chain is whole and the index says what a new one would say.")

  @OptionGroup var options: DeskOptions

  private struct Result: Encodable {
    var journal: String
    var intact: Bool
    var defects: [String]
  }

  func run() throws {
    let desk = try LedgerDesk(program: options.program)
    let defects = try desk.ledger.defects(program: (desk.program, desk.digest))
    let journal = Terminal.path(desk.ledger.place.journal)
    if options.json {
      print(
        try CanonicalJSON.line(
          Result(journal: journal, intact: defects.isEmpty, defects: defects)))
    } else if defects.isEmpty {
      print("\(journal): its chain is whole, and the ledger says what it says")
    } else {
      for defect in defects { print(defect) }
    }
    if !defects.isEmpty { throw ExitCode(1) }
  }
}
