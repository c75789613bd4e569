import ArgumentParser
import Findings
import Foundation
import Ledger
import LinuxHost
import Programs
import Vocabulary

/// When a program practises, as a calendar that programs of calendars read.
struct ProgramCalendar: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "The windows as an iCalendar file; blue's feed says when, and nothing else.")

  /// For whom a feed is.
  enum Reader: String, ExpressibleByArgument, CaseIterable {
    /// The windows alone.
    case blue
    /// Design, freeze, remediation and a day for each finding, too.
    case white
  }

  @Option(name: .customLong("for"), help: "blue: the windows alone; white: all dates and findings.")
  var reader = Reader.blue
  @Option(help: "How many quarters of white's dates.") var quarters = 4
  @Option(help: "The file; without it standard output.") var out: String?
  @OptionGroup var options: DeskOptions

  func validate() throws {
    guard (1...40).contains(quarters) else {
      throw ValidationError("--quarters takes 1 to 40, not \(quarters)")
    }
  }

  func run() throws {
    let desk = try options.desk()
    let zone = try ZoneSource.rules(of: desk.program.cadence.zone)
    let calendar = CadenceCalendar(desk.program, zone: zone)
    let now = Nanoseconds(rawValue: WallClock.now())
    if options.json {
      print(try CanonicalJSON.line(calendar.windows(notBefore: now, count: 4)))
      return
    }
    let feed = ProgramFeed(desk.program, calendar: calendar, stampNs: now)
    let first = Quarter(of: zone.local(atS: Int(now.rawValue / 1_000_000_000)).day)
    let text =
      switch reader {
      case .blue: feed.blue(from: first)
      case .white: feed.white(from: first, quarters: quarters, deadlines: try deadlines(desk))
      }
    guard let out else {
      print(text, terminator: "")
      return
    }
    try Data(text.utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
    let next = calendar.windows(notBefore: now, count: 1).first
    print("wrote \(out)" + (next.map { "; the next window: \($0.inWords(zone))" } ?? ""))
  }

  /// What somebody must have mended by a day; verified findings and accepted risks are not.
  private func deadlines(_ desk: LedgerDesk) throws -> [ProgramFeed.Deadline] {
    var filter = FindingFilter()
    filter.statuses = [.open, .claimedFixed, .retestPending, .reopened]
    return try desk.ledger.findings(filter, on: desk.today).compactMap { row in
      guard let day = row.due.flatMap({ CalendarDay(iso: $0) }),
        let owner = desk.program.people.first(where: {
          $0.email == row.ownerEmail || $0.name == row.owner
        })
      else { return nil }
      return .init(finding: "\(row.id)", title: row.title, owner: owner, day: day)
    }
  }
}
