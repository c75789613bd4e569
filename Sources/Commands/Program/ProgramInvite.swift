import ArgumentParser
import Console
import Exercises
import Ledger
import Vocabulary

/// A link for a person who may read the program's pages.
struct ProgramInvite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invite",
    abstract: "Print a link by which a person reads the program in the console.",
    discussion: """
      The link opens once; send it by a way that nobody else reads. Without --plans it shows \
      nothing of what is planned, rehearsed, or still to come, and may go to whoever is on call. \
      Sessions and tokens are in .cygnet/seats.json; to end them all, remove it.
      """)

  @Argument(help: "The person's name.") var name: String
  @Flag(help: "For red and white: with plans, rehearsals and all findings.") var plans = false
  @Flag(help: "Also a lasting token for calendars and monitoring; an earlier one ends.")
  var feed = false
  @Option(help: "Where the console listens, for the links.")
  var console = "http://127.0.0.1:8080"
  @OptionGroup var options: DeskOptions

  private struct Report: Encodable {
    var name: String
    var seesPlans: Bool
    var link: String
    var calendar: String?
    var metrics: String?
    var token: String?
  }

  func run() throws {
    // Opening the desk makes the folder, and refuses a program with mistakes.
    let desk = try options.desk()
    let handed: ProgramSeats.Handed
    do {
      handed = try ProgramSeats(at: desk.ledger.place).invite(
        ProgramSeat(name: name, seesPlans: plans), withFeed: feed)
    } catch let refusal as Refusal {
      throw UsageError(refusal.message, hint: refusal.hint)
    }
    let report = Report(
      name: name, seesPlans: plans, link: "\(console)/program/join/\(handed.invitation)",
      calendar: handed.feed.map { "\(console)/calendar/\($0).ics" },
      metrics: handed.feed.map { _ in "\(console)/program/metrics" }, token: handed.feed)
    print(try options.json ? CanonicalJSON.line(report) : Self.text(report))
  }

  private static func text(_ report: Report) -> String {
    var lines = ["\(report.name)  \(report.link)"]
    if let calendar = report.calendar { lines.append("calendar  \(calendar)") }
    if let metrics = report.metrics, let token = report.token {
      lines.append("metrics   \(metrics), with the header  Authorization: Bearer \(token)")
    }
    lines.append(
      report.seesPlans
        ? "It shows what is planned: not for whoever will be on call."
        : "It shows nothing of what is planned.")
    return lines.map(Terminal.plain).joined(separator: "\n")
  }
}
