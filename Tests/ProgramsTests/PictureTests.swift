import Debrief
import Foundation
import FoundationXML
import Testing
import Vocabulary

@testable import Programs

@Suite struct PictureTests {
  private static let quarter = Quarter(year: 2027, number: 1)
  private static let hostile = "<script>&\"'\u{202e}"

  private static func exercises() -> [PractisedExercise] {
    let days: [CalendarDay] = [
      "2025-11-13", "2026-02-12", "2026-05-14", "2026-08-13", "2026-11-12", "2027-02-11",
    ]
    let both = ["disk.slow", "maintenance.stop"]
    var result: [PractisedExercise] = []
    for (place, day) in days.enumerated() {
      result.append(
        Samples.exercise(
          "etcd-leader-mute", "asymmetric-visibility", on: day, readiness: min(5, 2 + place / 2),
          difficulty: 1 + place / 3, minutes: [nil, 95, 80, 41, 33, 18][place]))
      result.append(
        Samples.exercise(
          "etcd-quorum-erosion", "quorum-erosion", on: day, readiness: place < 2 ? 4 : 5,
          difficulty: 3, minutes: [62, 44, 29, 27, 26, 21][place], kinds: both))
      result.append(
        Samples.exercise(
          "etcd-quorum-erosion", "quorum-erosion", on: day, by: "none", kinds: both))
    }
    result.append(
      Samples.exercise("etcd-restore", "restore", on: "2025-11-13", readiness: 3, difficulty: 4))
    result.append(
      Samples.exercise(
        hostile, hostile, on: "2026-11-12", database: hostile, kinds: [hostile, "a"])
    )
    return result
  }

  private static let cards = [
    Samples.card("etcd-leader-mute", "asymmetric-visibility"),
    Samples.card("etcd-clock-step", "clock-skew", 2),
    Samples.card(
      "etcd-quorum-erosion", "quorum-erosion", 3, kinds: ["disk.slow", "maintenance.stop"]),
    Samples.card("etcd-wrong-cluster", "operator-mistake", 2, kinds: ["proc.kill", "disk.slow"]),
    Samples.card(
      "etcd-restore", "restore", 4, kinds: ["backup.restore", "disk.slow", "net.cut", "proc.kill"]),
  ]

  private static func board() throws -> QuarterBoard {
    let program = try Samples.program()
    let planner = QuarterPlanner(
      program: program, cards: cards, retests: [Samples.retest("GAP-9", by: "etcd-restore")],
      exercises: exercises().filter { $0.day < "2027-01-01" }, ceilings: [:])
    return QuarterBoard(
      planner.plan(quarter),
      dates: QuarterDates(program, quarter: quarter, calendar: try Samples.calendar(program)),
      exercises: exercises(),
      due: [
        .init(
          finding: "GAP-12", title: "No alert on one-way loss n3 → n1", owner: "Bela Novak",
          day: "2027-03-01", isClaimed: false),
        .init(
          finding: "GAP-14", title: hostile, owner: "Chen Liu", day: "2027-02-20", isClaimed: true),
        .init(
          finding: "GAP-9", title: "Restore without a checked backup", owner: "Ada Obi",
          day: "2027-03-29", isClaimed: false),
      ], today: "2027-03-09")
  }

  private static func pictures() throws -> [(name: String, picture: PictureFile)] {
    let exercises = exercises()
    return [
      (
        "coverage",
        CoveragePicture.draw(
          CoverageMap(exercises, cards: cards, databases: ["postgresql"]), in: quarter)
      ),
      ("pairs", PairPicture.draw(PairGrid(exercises, cards: cards), in: quarter)),
      ("trends", TrendPicture.draw(ProgramTrends(exercises))),
      ("board", BoardPicture.draw(try board())),
    ]
  }

  @Test func `Every picture is well-formed, names no other file, and hides no hostile name`() throws
  {
    for (name, picture) in try Self.pictures() {
      let text = picture.file
      #expect(XMLParser(data: Data(text.utf8)).parse(), "\(name)")
      #expect(!text.contains("<script") && !text.contains("\u{202e}"), "\(name)")
      let rest = text.replacingOccurrences(of: "http://www.w3.org/2000/svg", with: "")
      #expect(!rest.contains("http") && !rest.contains("url("), "\(name)")
      #expect(text.contains("<title>") && text.contains("<desc>"), "\(name)")
      if let folder = ProcessInfo.processInfo.environment["CYGNET_PICTURES"] {
        try text.write(toFile: "\(folder)/\(name).svg", atomically: true, encoding: .utf8)
      }
    }
    // The controls: a picture with a tag that does not match, and one with a bare ampersand.
    let whole = try Self.pictures()[0].picture.file
    for (old, new) in [("</title>", "</titel>"), ("&amp;", "&")] {
      let broken = whole.replacingOccurrences(of: old, with: new)
      #expect(broken != whole && !XMLParser(data: Data(broken.utf8)).parse(), "\(old)")
    }
  }

  @Test func `Every class of a picture has a rule, on a page as in a file`() throws {
    for (name, picture) in try Self.pictures() {
      let markup = picture.markup.source
      let classes = markup.components(separatedBy: "class=\"").dropFirst()
        .flatMap { $0.prefix { $0 != "\"" }.split(separator: " ").map(String.init) }
      for word in Set(classes) where word != "figure" {
        #expect(ProgramStyle.rules.contains(".\(word){"), "\(name): \(word)")
      }
      #expect(!markup.contains("<style") && markup.contains("class=\"figure\""), "\(name)")
    }
  }

  @Test func `What colours say, words say, too`() throws {
    let texts = Dictionary(
      uniqueKeysWithValues: try Self.pictures().map { ($0.name, $0.picture.file) })
    let words = [
      "coverage": ["never", "no mission", "old: 2025-11-13", "last 2027-02-11", "6 rehearsals"],
      "pairs": [">6</text>", "27Q1", ">0</text>"],
      "trends": ["readiness: improving", "never practised by people", "ceiling at difficulty 3"],
      "board": [
        "today, 2027-03-09", "design", "frozen", "mending", "window 2027-02-11",
        "sealed 2027-02-11",
        "missed", "overdue since 2027-03-01, Bela Novak", "claimed fixed, Chen Liu",
        "due 2027-03-29, Ada Obi",
      ],
    ]
    for (name, expected) in words {
      for word in expected { #expect(texts[name]?.contains(word) == true, "\(name): \(word)") }
    }
  }

  @Test func `Pictures of nothing are pictures, too`() throws {
    let empty = [
      CoveragePicture.draw(CoverageMap([], cards: []), in: Self.quarter),
      PairPicture.draw(PairGrid([], cards: []), in: Self.quarter),
      TrendPicture.draw(ProgramTrends([])),
    ]
    for picture in empty { #expect(XMLParser(data: Data(picture.file.utf8)).parse()) }
  }

  @Test func `Tables have the figures of the pictures`() {
    let map = CoverageMap(Self.exercises(), cards: Self.cards)
    let table = CoverageText.cells(map)
    #expect(table.rows.count == map.cells.count && table.header.count == 7)
    #expect(table.markdown.contains("| Quorum erosion | etcd | 6 | 2027-02-11 | 5 | 6 | 1 |"))
    let pairs = CoverageText.pairs(PairGrid(Self.exercises(), cards: Self.cards))
    #expect(pairs.rows.contains { $0.cells[0] == "disk.slow" && $0.cells[3] == "2027-02-11" })
    #expect(pairs.terminal.contains("never"))
  }
}
