import Evidence
import Exercises
import Foundation
import Testing
import Vocabulary

@testable import Conductor

/// A console that is killed at any moment of writing its records.
@Suite struct LiveRecordCrashTests {
  /// What is on disk at one moment.
  private struct Moment {
    var files: [String: Data]
    var seen: [Role: [StreamedEvent]]
  }

  private static let names = ["exercise.jsonl", "timeline.jsonl", "blue.jsonl"]

  private func moment(_ live: LiveFolder, _ record: LiveRecord) -> Moment {
    var files: [String: Data] = [:]
    for name in Self.names {
      files[name] = FileManager.default.contents(atPath: live.folder.path + "/" + name)
    }
    return Moment(
      files: files,
      seen: Role.allCases.reduce(into: [:]) { $0[$1] = record.seen(by: $1) })
  }

  /// Something of every kind of order: beside the clock, on it, seen by blue, and not.
  private static let happenings: [(TimelineEvent.Lane, TimelineEvent.Kind, [String: JSONValue])] = [
    (.system, .alertFired, ["alert": "Silent", "id": "A1", "summary": "n1", "source": "built-in"]),
    (.white, .personInvited, ["name": "Late", "role": "observer"]),
    (.blue, .hypothesisPosted, ["id": "H1", "mechanism": "proc.pause", "confidence": 0.5]),
    (.blue, .noteTaken, ["text": "hm", "by": "Bela"]),
    (.blue, .noteTaken, ["text": "hm", "by": "Bela"]),
    (.white, .noteTaken, ["text": "blue is slow", "by": "Wanda"]),
    (.white, .missionRead, ["by": "Wanda", "what": "mission"]),
    (.white, .released, ["text": "it runs"]),
    (.white, .finishCalled, ["by": "Wanda"]),
    (.white, .exerciseEnded, ["reason": "noon", "whole": true, "measured": .null]),
    (.white, .gradeGiven, ["subject": "7", "grade": "wrong", "rater": "Wanda"]),
    (.blue, .handoverPosted, ["text": "bye", "by": "Bela"]),
    (.blue, .blueLogClosed, [:]),
    (.white, .exerciseGraded, [:]),
    (.white, .noteTaken, ["text": "after the grades", "by": "Wanda"]),
    (.white, .released, ["text": "graded"]),
    (.white, .exerciseSealed, ["by": "Wanda"]),
  ]

  private func moments(_ live: LiveFolder) throws -> [Moment] {
    var moments: [Moment] = []
    try live.write { record in
      try LiveFolder.start(record)
      moments.append(moment(live, record))
      for (number, (lane, kind, fields)) in Self.happenings.enumerated() {
        record.append(lane, kind, at: .seconds(2 + number), step: nil, host: nil, fields)
        moments.append(moment(live, record))
      }
    }
    return moments
  }

  /// What each role sees once the folder is opened again with these files.
  private func reopened(
    _ live: LiveFolder, _ files: [String: Data], _ what: Comment
  ) throws -> [Role: [StreamedEvent]] {
    for (name, data) in files {
      try data.write(to: URL(fileURLWithPath: live.folder.path + "/" + name))
    }
    var seen: [Role: [StreamedEvent]] = [:]
    for _ in 0..<2 {
      try live.write { record in
        let again = Role.allCases.reduce(into: [:]) { $0[$1] = record.seen(by: $1) }
        #expect(seen.isEmpty || again == seen, "opened twice: \(what)")
        seen = again
      }
    }
    #expect(try Verification.defects(of: live.folder) == [], what)
    return seen
  }

  @Test("Everyone sees after a kill at any boundary what was recorded, once, under its number")
  func boundaries() throws {
    let live = try LiveFolder()
    let moments = try moments(live)
    for (index, moment) in moments.enumerated() {
      let before = moments[max(0, index - 1)].files["blue.jsonl"] ?? Data()
      let after = moment.files["blue.jsonl"] ?? Data()
      // Blue's line is written last: not begun, torn, or there.
      for length in Set([before.count, (before.count + after.count) / 2, after.count]) {
        var files = moment.files
        files["blue.jsonl"] = after.prefix(length)
        let seen = try reopened(live, files, "event \(index), \(length) bytes of blue's")
        for role in Role.allCases {
          #expect(seen[role] == moment.seen[role], "\(role) after event \(index)")
        }
      }
    }
  }

  @Test("An event that was torn while it was written happened for nobody")
  func torn() throws {
    let live = try LiveFolder()
    let moments = try moments(live)
    for (index, moment) in moments.enumerated().dropFirst() {
      let before = moments[index - 1]
      for name in ["exercise.jsonl", "timeline.jsonl"] {
        let (old, new) = (before.files[name] ?? Data(), moment.files[name] ?? Data())
        guard new.count > old.count else { continue }
        var files = before.files
        files[name] = new.prefix((old.count + new.count) / 2)
        let seen = try reopened(live, files, "event \(index) is torn")
        #expect(seen == before.seen)
      }
    }
  }

  @Test("What was kept from blue's sealed record is not put into it")
  func sealed() throws {
    let live = try LiveFolder()
    let last = try #require(try moments(live).last)
    try Seal.write(live.folder)
    let blue = try #require(last.files["blue.jsonl"])
    let cut = try #require(blue.dropLast().lastIndex(of: UInt8(ascii: "\n")))
    try blue[...cut].write(to: URL(fileURLWithPath: live.folder.blue))
    try live.write { _ in }
    #expect(FileManager.default.contents(atPath: live.folder.blue) == Data(blue[...cut]))
    #expect(try Verification.defects(of: live.folder) == ["blue.jsonl: it was changed"])
  }
}
