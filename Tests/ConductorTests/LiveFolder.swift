import Evidence
import Exercises
import Foundation
import LinuxHost
import Vocabulary

@testable import Conductor

/// The folder of an exercise with people, as a console may have left it; no range belongs to it.
final class LiveFolder: Sendable {
  let runs: String
  let made: MadeExercise
  static let white = Participant(name: "Wanda", role: .white)
  static let second = Participant(name: "Walt", role: .white)
  static let blue = Participant(name: "Bela", role: .blue)

  var folder: RunFolder { made.folder }

  /// An exercise of which nothing has happened.
  init(needsTwoPersons: Bool = false) throws {
    runs = FileManager.default.temporaryDirectory.path + "/live-\(UUID().uuidString)"
    let mission = LiveHallTests.mission
    made = try LiveHall.make(
      LiveSetup(
        mission: mission, plan: try TestRange.plan(mission),
        people: [Self.white, Self.second, Self.blue], needsTwoPersons: needsTwoPersons),
      below: runs, startedUTC: "2026-01-01T00:00:00Z")
  }

  deinit { try? FileManager.default.removeItem(atPath: runs) }

  func hall(patience: Nanoseconds = .seconds(10)) -> LiveHall {
    LiveHall(
      runs: runs, clock: { MonotonicClock.now() }, wall: { "2026-01-01T00:00:00Z" },
      progress: { _ in }, capabilities: { LiveTrial.capabilities }, patience: patience)
  }

  /// Writes records as a console would, and ends like one that is killed.
  func write(_ body: (LiveRecord) throws -> Void) throws {
    let record = try LiveRecord(continuing: folder)
    try body(record)
    try record.close()
  }

  /// The list is go, and white says start.
  static func prepare(_ record: LiveRecord) {
    record.append(.white, .preflightBegan, at: .zero, step: nil, host: nil, ["by": "Wanda"])
    for (id, title) in PreflightChecks.titles {
      record.append(
        .white, .preflightNoted, at: .zero, step: nil, host: nil,
        [
          "item": .string(id), "title": .string(title), "go": true,
          "by_person": .bool(id == "backup"),
        ])
    }
    record.append(.white, .startAsked, at: .zero, step: nil, host: nil, ["by": "Wanda"])
  }

  /// The clock runs, and the fault of the mission is in.
  static func start(_ record: LiveRecord, ago: Nanoseconds = .seconds(5)) throws {
    prepare(record)
    try record.startTimeline()
    record.append(
      .white, .exerciseStarted, at: .zero, step: nil, host: nil,
      [
        "mission": "trial", "seed": 1, "responder": "people",
        "origin_ns": .integer((MonotonicClock.now() - ago).rawValue),
      ])
    for kind in [TimelineEvent.Kind.stepCommanded, .stepAcknowledged, .stepEffective] {
      record.append(.red, kind, at: .seconds(1), step: "sleepy-heron", host: "n1", [:])
    }
  }

  /// It ended as planned, and blue has handed over.
  static func end(_ record: LiveRecord) {
    record.append(.red, .healProved, at: .seconds(2), step: "sleepy-heron", host: nil, [:])
    record.append(.white, .finishCalled, at: .seconds(3), step: nil, host: nil, ["by": "Wanda"])
    record.append(
      .white, .exerciseEnded, at: .seconds(3), step: nil, host: nil,
      ["reason": "noon", "whole": true, "measured": .null])
    record.append(
      .blue, .handoverPosted, at: .seconds(4), step: nil, host: nil,
      ["text": "bye", "by": "Bela"])
    record.append(.blue, .blueLogClosed, at: .seconds(4), step: nil, host: nil, ["by": "Bela"])
    record.append(.white, .exerciseGraded, at: .seconds(4), step: nil, host: nil, [:])
  }

  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.path + "/" + name)
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: folder.path + "/" + name)
  }
}
