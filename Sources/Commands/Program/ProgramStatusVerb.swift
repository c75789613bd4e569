import ArgumentParser
import Debrief
import Foundation
import Ledger
import Programs
import Vocabulary

/// Where a quarter stands.
struct ProgramStatusVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Where the quarter stands: missions, gate, coverage, findings that are overdue.",
    discussion: """
      Without a kept plan it shows what would be planned now. The page of --html names missions; \
      blue must not read it before the window.
      """)

  @Option(help: "Such as 2027Q1; without it this quarter.") var quarter: String?
  @Option(help: "A page with its pictures, as one file.") var html: String?
  @OptionGroup var options: DeskOptions

  func validate() throws { _ = try QuarterDesk.quarter(quarter) }

  func run() throws {
    let desk = try QuarterDesk(try options.desk())
    desk.shelf.sayUnreadable()
    let quarter = try QuarterDesk.quarter(quarter) ?? Quarter(of: desk.today)
    let (status, map, grid) = try desk.status(quarter)
    if let html {
      let page = QuarterPage.html(status, of: desk.program.name, map: map, grid: grid)
      try Data(page.utf8).write(to: URL(fileURLWithPath: html), options: .atomic)
      Terminal.say("page: \(html)")
    }
    if options.json {
      print(try CanonicalJSON.line(status))
      return
    }
    for line in Self.text(status) { print(line) }
  }

  /// The status as a terminal shows it.
  static func text(_ status: QuarterStatus) -> [String] {
    var lines = QuarterText.lines(status).map { name, text in
      Terminal.padded(name, 10) + Terminal.line(text)
    }
    if !status.gate.isEmpty {
      lines.append(
        Terminal.padded("", 10)
          + "name them under retests: of a mission, or keep a plan: cygnet program plan --keep")
    }
    if !status.board.missions.isEmpty {
      lines += ["", BoardText.missions(status.board).terminal]
    }
    if !status.board.due.isEmpty { lines += ["", BoardText.due(status.board).terminal] }
    for note in status.board.notes { lines.append("note: \(Terminal.line(note))") }
    return lines
  }
}
