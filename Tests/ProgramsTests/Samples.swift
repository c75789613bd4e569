import Foundation
import MissionLanguage
import Vocabulary

@testable import Programs

/// Programs, zones and exercises that tests share.
enum Samples {
  private static let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent()
  static let golden = here.appendingPathComponent("Golden")
  private static let root = here.deletingLastPathComponent().deletingLastPathComponent()

  /// The bytes of a zone's file, with a dash for the slash.
  static func bytes(_ zone: String) throws -> [UInt8] {
    let file = golden.appendingPathComponent(
      "zones/" + zone.replacingOccurrences(of: "/", with: "-"))
    return [UInt8](try Data(contentsOf: file))
  }

  static func zone(_ name: String) throws -> ZoneRules {
    try ZoneFile.parse(try bytes(name), name: name)
  }

  /// The program of `Programs/example`.
  static func program() throws -> ProgramFile {
    let file = root.appendingPathComponent("Programs/example/cygnet.yaml")
    return try ProgramParser.parse(
      try String(contentsOf: file, encoding: .utf8), file: "cygnet.yaml"
    ).get()
  }

  static func calendar(_ program: ProgramFile) throws -> CadenceCalendar {
    CadenceCalendar(program, zone: try zone(program.cadence.zone))
  }

  static func card(
    _ name: String, _ family: String, _ difficulty: Int = 1, database: String = "etcd",
    kinds: [String] = ["net.cut"]
  ) -> MissionCard {
    MissionCard(
      name: name, title: "About \(name)", family: family, database: database,
      difficulty: difficulty, kinds: kinds)
  }

  /// A sealed exercise of people that was contained after so many minutes.
  static func exercise(
    _ mission: String, _ family: String, on day: CalendarDay, readiness: Int? = 4,
    difficulty: Int = 1, minutes: Int? = 24, by responder: String = "people",
    database: String = "etcd", kinds: [String] = ["net.cut"], sealed: Bool = true,
    leftOut: String? = nil
  ) -> PractisedExercise {
    func at(_ minute: Int) -> Nanoseconds { .seconds(minute * 60) }
    let end = minutes.map(at)
    return PractisedExercise(
      run: "\(day)-\(mission)-\(responder)", mission: mission, family: family,
      database: database, target: "orders-prod", kinds: kinds, difficulty: difficulty,
      responder: responder, day: day, isSealed: sealed, leftOut: leftOut, readiness: readiness,
      phases: .init(observe: 5, orient: 4, decide: 4, act: minutes == nil ? 1 : 4),
      times: .init(
        t0Ns: .zero, t1Ns: at(4), t1Source: "alert", t2Ns: at(12), t3Ns: at(14), t4Ns: end),
      blast: 4, blastActual: 2, containmentNs: end,
      censoredAfterNs: minutes == nil ? at(118) : nil, isWithinSLA: readiness == 5)
  }

  static func retest(
    _ finding: String, by mission: String, _ judge: OpenRetest.Judge = .people,
    opened: CalendarDay = "2026-11-20", priority: Double = 3, target: String = "orders-prod"
  ) -> OpenRetest {
    OpenRetest(
      finding: finding, title: "No alert on one-way loss", mission: mission, target: target,
      by: judge, opened: opened, priority: priority)
  }

  /// The golden file; a text that differs is written beside the system's temporary files.
  static func matchesGolden(_ text: String, _ name: String) -> Bool {
    let expected = try? Data(contentsOf: golden.appendingPathComponent(name))
    if expected == Data(text.utf8) { return true }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cygnet-golden")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? Data(text.utf8).write(to: folder.appendingPathComponent(name))
    return false
  }
}
