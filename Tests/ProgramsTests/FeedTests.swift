import Foundation
import Testing
import Vocabulary

@testable import Programs

@Suite struct FeedTests {
  private static let first = Quarter(year: 2027, number: 1)

  private static func feed(_ change: (inout ProgramFile) -> Void = { _ in }) throws -> ProgramFeed {
    var program = try Samples.program()
    change(&program)
    let stamp = try #require(WallTime.nanoseconds("2026-11-22T00:00:00Z"))
    return ProgramFeed(program, calendar: try Samples.calendar(program), stampNs: stamp)
  }

  private static func white(_ feed: ProgramFeed) -> String {
    let owner = feed.program.people[1]
    return feed.white(
      from: first, quarters: 2,
      deadlines: [
        .init(
          finding: "GAP-14", title: "Wrong cluster, right command; \"restore\" went astray\nüber",
          owner: owner, day: "2027-04-30"),
        .init(
          finding: "GAP-12", title: "No alert on one-way loss n3 → n1 in any of six trials",
          owner: owner, day: "2027-04-15"),
      ],
      plans: [
        QuarterPlan(
          quarter: first,
          missions: [
            PlannedMission(
              card: Samples.card("etcd-quorum-erosion", "quorum-erosion"),
              reasons: [.neverPractised(family: "quorum-erosion", database: "etcd")])
          ], byMachine: [], notes: [])
      ])
  }

  @Test func `Both feeds are as they were checked by other readers`() throws {
    let feed = try Self.feed()
    #expect(Samples.matchesGolden(feed.blue(from: Self.first), "blue.ics"))
    #expect(Samples.matchesGolden(Self.white(feed), "white.ics"))
  }

  @Test func `Zones without a simple rule are as they were checked by other readers`() throws {
    let zones = ["America/Nuuk", "Africa/Casablanca", "Asia/Kolkata", "Europe/Dublin"]
    for zone in zones {
      let feed = try Self.feed { $0.cadence.zone = zone }
      let name = "blue-\(zone.split(separator: "/")[1]).ics"
      #expect(Samples.matchesGolden(feed.blue(from: Self.first), name), "\(zone)")
    }
  }

  @Test func `Lines end in CR and LF, none has more than 75 octets, and folds are undone`() throws {
    let text = Self.white(try Self.feed())
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.last == "" && !text.replacingOccurrences(of: "\r\n", with: "").contains("\n"))
    #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    #expect(lines.contains { $0.utf8.count == 75 } && lines.contains { $0.hasPrefix(" ") })
    let unfolded = text.replacingOccurrences(of: "\r\n ", with: "")
    #expect(
      unfolded.contains(
        #"SUMMARY:GAP-14: Wrong cluster\, right command\; "restore" went astray\nüber"#))
  }

  @Test(
    "No character is cut in two by a fold", arguments: [70, 71, 72, 73, 74, 75, 76, 150])
  func folds(length: Int) {
    let line = String(repeating: "a", count: length) + "ü🦢日本" + String(repeating: "é", count: 90)
    let folded = CalendarLines.folded(line)
    #expect(folded.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 75 })
    let bytes = Array(folded.utf8)
    let pieces = bytes.split(separator: 0x0D).map { $0.drop { $0 == 0x0A } }
    #expect(pieces.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
    #expect(folded.replacingOccurrences(of: "\r\n ", with: "") == line + "\r\n")
  }

  @Test(
    "Text and parameters cannot end their line",
    arguments: [
      ("a\\b;c,d\ne\r\nf", #"a\\b\;c\,d\ne\nf"#), ("plain", "plain"), ("\u{7}", "\u{7}"),
    ])
  func escaping(text: String, escaped: String) { #expect(CalendarLines.escaped(text) == escaped) }

  @Test func `A name with quotes, colons and controls stays within its parameter`() {
    #expect(CalendarLines.parameter("Ada \"A:\" Obi\n^") == #""Ada ^'A:^' Obi^n^^""#)
    var lines = CalendarLines()
    lines.add("ATTENDEE", "mailto:a@b.example\r\nSUMMARY:x", parameters: [("CN", "a\u{0}b")])
    #expect(lines.text.components(separatedBy: "\r\n").count == 2)
    #expect(lines.text.contains("CN=a\u{fffd}b:"))
  }

  @Test func `Blue's feed names no mission, no finding and no date but the windows'`() throws {
    let feed = try Self.feed()
    let blue = feed.blue(from: Self.first)
    let secrets = ["etcd-quorum-erosion", "GAP-12", "frozen", "designed", "mending", "ATTENDEE"]
    for word in secrets { #expect(!blue.contains(word), "\(word)") }
    // The control: the other feed has every one of them.
    let white = Self.white(feed).replacingOccurrences(of: "\r\n ", with: "")
    for word in secrets { #expect(white.contains(word), "\(word)") }
  }

  @Test func `A moved window is an instance of the rule with a higher sequence`() throws {
    let blue = try Self.feed().blue(from: Self.first)
    let events = blue.components(separatedBy: "BEGIN:VEVENT").dropFirst()
    #expect(events.count == 2)
    let moved = try #require(events.last)
    #expect(moved.contains("RECURRENCE-ID;TZID=Europe/Berlin:20270513T130000\r\n"))
    #expect(moved.contains("DTSTART;TZID=Europe/Berlin:20270520T130000\r\n"))
    #expect(moved.contains("SEQUENCE:1\r\n") && !moved.contains("RRULE"))
    let rule = try #require(events.first)
    #expect(rule.contains("RRULE:FREQ=YEARLY;BYMONTH=2,5,8,11;BYDAY=2TH\r\n"))
    #expect(rule.contains("DTSTART;TZID=Europe/Berlin:20270211T130000\r\n"))
    func identifier(_ event: String) -> Substring? {
      event.components(separatedBy: "\r\n").first { $0.hasPrefix("UID:") }?[...]
    }
    #expect(identifier(moved) == identifier(rule))
    #expect(try !Self.feed { $0.moved = [] }.blue(from: Self.first).contains("RECURRENCE-ID"))
  }
}
