import ArgumentParser
import Foundation
import Ledger
import Programs
import Testing
import Vocabulary

@testable import Commands

@Suite struct ProgramVerbTests {
  /// A folder with the program file that `program init` writes.
  private func withProgram(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cygnet-program-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(ProgramExample.text.utf8).write(to: folder.appendingPathComponent("cygnet.yaml"))
    try body(folder.path)
  }

  @Test("The program that init writes has a calendar; blue's feed says when, and nothing else")
  func calendar() throws {
    try withProgram { folder in
      var feeds: [String: String] = [:]
      for reader in ProgramCalendar.Reader.allCases.map(\.rawValue) {
        let out = "\(folder)/\(reader).ics"
        try ProgramCalendar.parse([
          "--for", reader, "--out", out, "--program", "\(folder)/cygnet.yaml",
        ]).run()
        feeds[reader] = try String(contentsOfFile: out, encoding: .utf8)
      }
      let blue = try #require(feeds["blue"])
      let white = try #require(feeds["white"])
      for feed in [blue, white] {
        #expect(feed.hasPrefix("BEGIN:VCALENDAR\r\n") && feed.hasSuffix("END:VCALENDAR\r\n"))
        #expect(feed.contains("RRULE:FREQ=YEARLY;BYMONTH=2,5,8,11;BYDAY=2TH\r\n"))
      }
      #expect(white.contains("missions are frozen") && !blue.contains("missions"))
    }
  }

  @Test("Where nobody practised yet the trends are empty, and a picture can be drawn")
  func trends() throws {
    try withProgram { folder in
      let picture = "\(folder)/trends.svg"
      try ProgramTrendsVerb.parse(["--svg", picture, "--program", "\(folder)/cygnet.yaml"]).run()
      #expect(try String(contentsOfFile: picture, encoding: .utf8).contains("<svg"))
    }
  }

  @Test("A plan is looked at without being taken; kept, it is its owner's alone to read")
  func plan() throws {
    let team = try TeamFolder()
    try team.add(TeamFolder.finding())
    try team.addMission()
    let quarter = try QuarterDesk(try team.desk()).nextQuarter
    let place = try team.desk().ledger.place
    let base = ["--program", team.program]
    try ProgramPlanVerb.parse(base).run()
    #expect(try KeptPlan.read(quarter, at: place) == nil)
    try ProgramPlanVerb.parse(base + ["--keep", "--json"]).run()
    let kept = try #require(try KeptPlan.read(quarter, at: place))
    #expect(kept.missions.first?.card.name == TeamFolder.mission)
    #expect(kept.missions.first?.retests == ["F-1"])
    let mode = try FileManager.default.attributesOfItem(
      atPath: KeptPlan.path(quarter, at: place))[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let text = ProgramPlanVerb.text(kept, of: try QuarterDesk(try team.desk()))
      .joined(separator: "\n")
    #expect(text.contains("re-tests F-1") && text.hasPrefix(quarter.description))
  }

  @Test("The status names what the gate waits for and what is late, in a table and on a page")
  func status() throws {
    let team = try TeamFolder()
    try team.add(TeamFolder.finding())
    try team.addMission()
    let page = "\(team.path)/status.html"
    let desk = try QuarterDesk(try team.desk())
    try ProgramStatusVerb.parse(["--html", page, "--program", team.program]).run()
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(html.contains("<svg") && html.contains("F-1") && !html.contains(" src=\"http"))
    let (status, _, _) = try desk.status(Quarter(of: desk.today))
    #expect(status.gate.first?.retests.map(\.finding) == ["F-1"])
    #expect(status.overdue.map(\.finding) == ["F-1"] && !status.isPlanKept)
    let text = ProgramStatusVerb.text(status).joined(separator: "\n")
    #expect(text.contains("orders-prod waits for F-1") && text.contains("since 2025-06-01"))
    #expect(text.contains("program plan --keep"))
    // The control: linked by a mission, nothing waits, and no hint is given.
    try team.addMission(retests: ["F-1"])
    let again = try QuarterDesk(try team.desk())
    let open = try again.status(Quarter(of: again.today)).status
    #expect(open.gate.isEmpty)
    #expect(!ProgramStatusVerb.text(open).contains { $0.contains("program plan --keep") })
    try ProgramStatusVerb.parse(["--json", "--program", team.program]).run()
  }

  @Test("A quarter that is none is refused", arguments: ["2027", "2027Q5", "Q1", "27Q1", "x"])
  func noQuarter(text: String) {
    #expect(throws: (any Error).self) { try ProgramPlanVerb.parse(["--quarter", text]) }
    #expect(throws: (any Error).self) { try ProgramStatusVerb.parse(["--quarter", text]) }
  }

  @Test("What cannot be a mission for people is no card, and a broken file is named")
  func shelf() throws {
    let team = try TeamFolder()
    try team.addMission()
    let folder = team.path + "/Missions"
    for other in ["negative", "runbooks"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(other)", withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: TeamFolder.missionFile(), toPath: "\(folder)/\(other)/\(TeamFolder.mission).yaml")
    }
    try Data("mission: torn".utf8).write(to: URL(fileURLWithPath: "\(folder)/torn.yaml"))
    let shelf = MissionShelf(below: folder)
    #expect(shelf.cards.map(\.name) == [TeamFolder.mission])
    #expect(shelf.unreadable == ["\(folder)/torn.yaml"])
  }

  @Test("A zone that the machine does not know is refused", arguments: ["Mars/Base", "../passwd"])
  func unknownZone(name: String) {
    #expect(throws: UsageError.self) { try ZoneSource.rules(of: name) }
  }

  @Test("A number of quarters has bounds", arguments: ["0", "41"])
  func quarters(count: String) {
    #expect(throws: (any Error).self) { try ProgramCalendar.parse(["--quarters", count]) }
  }
}
