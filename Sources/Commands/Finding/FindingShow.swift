import ArgumentParser
import Findings
import Ledger
import Vocabulary

/// One finding with its trials and its history.
struct FindingShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "One finding: what was seen, its trials, who has it, its history.")

  @Argument(help: "The finding, such as F-3.") var finding: String
  @OptionGroup var options: DeskOptions

  func run() throws {
    let desk = try options.desk()
    let id = FindingID(typed: finding)
    try desk.mustHave(id)
    if options.json {
      try desk.show(id, json: true)
    } else if let finding = try desk.ledger.finding(id) {
      print(FindingText.page(finding, try desk.ledger.events(of: id), on: desk.today))
    }
  }
}
