import ArgumentParser
import Findings
import Ledger
import Vocabulary

/// Findings, the most urgent first.
struct FindingList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Findings, the most urgent first: those that somebody has to do something about.")

  @Flag(help: "Wherever they stand, verified and accepted ones too.") var all = false
  @Option(help: "Where they stand, such as open; parted by commas.") var status: String?
  @Option(help: "Whose they are: a name or an e-mail address.") var owner: String?
  @Option(help: "Of this service.") var service: String?
  @Option(help: "Of this mission.") var mission: String?
  @Option(help: "Due before that day.") var dueBefore: String?
  @Flag(help: "Only those whose date was missed or whose owner has left.") var red = false
  @Option(help: "At most so many; without it 200 lines, of JSON all.") var limit: Int?
  @Option(help: "After so many.") var offset = 0
  @OptionGroup var options: DeskOptions

  func validate() throws {
    guard limit ?? 1 > 0, offset >= 0 else {
      throw ValidationError("--limit takes a number from 1 on, --offset one from 0 on")
    }
    _ = try statuses()
  }

  func run() throws {
    let desk = try options.desk()
    var filter = FindingFilter()
    filter.statuses = all ? FindingFilter.everything.statuses : try statuses()
    (filter.owner, filter.service, filter.mission) = (owner, service, mission)
    (filter.dueBefore, filter.isRed) = (dueBefore, red)
    (filter.limit, filter.offset) = (limit ?? (options.json ? nil : 200), offset)
    let rows = try desk.ledger.findings(filter, on: desk.today)
    if options.json {
      for row in rows { print(try CanonicalJSON.line(row)) }
      return
    }
    for row in rows { print(FindingText.line(row)) }
    let rest = try desk.ledger.count(filter, on: desk.today) - rows.count - offset
    if rest > 0 { Terminal.say("and \(rest) more; --limit and --offset show them") }
    if rows.isEmpty { Terminal.say("no finding; rehearsals open them: cygnet rehearse MISSION") }
  }

  private func statuses() throws -> Set<Finding.Status> {
    let known = Finding.Status.allCases.map(\.rawValue).joined(separator: ", ")
    return Set(
      try (status ?? "").split(separator: ",").map { word in
        let name = word.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard let status = Finding.Status(rawValue: name) else {
          throw ValidationError("'\(name)' is no status; there are: \(known)")
        }
        return status
      })
  }
}
