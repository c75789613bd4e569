import Evidence
import Exercises
import Foundation
import LinuxHost
import Testing
import Vocabulary

@testable import Conductor

/// Alerts of a team's own senders, and a console that dies between keeping and telling of one.
@Suite struct LiveRecallTests {
  private static let body = """
    {"version":"4","status":"firing","alerts":[{"status":"firing","fingerprint":"f1",\
    "startsAt":"2026-01-01T00:00:00Z","labels":{"alertname":"Silent","instance":"n1:2379"},\
    "annotations":{"summary":"n1 is silent"}}]}
    """

  private func deliver(_ live: LiveFolder, to exercise: LiveExercise) async throws {
    _ = try await exercise.receive(
      AlertDelivery(
        format: "alertmanager", token: live.made.webhook, headers: [:],
        body: Array(Self.body.utf8), receivedNs: MonotonicClock.now(),
        receivedUTC: "2026-01-01T00:00:01Z", peer: "127.0.0.1"))
  }

  private func fired(_ live: LiveFolder) throws -> [TimelineEvent] {
    try TimelineReader(reading: live.folder.timeline).events.filter { $0.kind == .alertFired }
  }

  /// A folder in which one alert came in, and the number of lines of the timeline before it.
  private func delivered() async throws -> (LiveFolder, Int) {
    let live = try LiveFolder()
    let hall = live.hall()
    let exercise = try #require(await hall.find(live.made.code))
    let record = await exercise.record
    try LiveFolder.start(record)
    let count = record.timeline.count
    try await deliver(live, to: exercise)
    try await deliver(live, to: exercise)
    #expect(record.timeline.count == count + 1, "a repeat is no second alert")
    await hall.stop()
    return (live, count)
  }

  @Test("An alert that was kept and not written down is written down when the folder is opened")
  func kept() async throws {
    let (live, count) = try await delivered()
    for (path, kept) in [(live.folder.timeline, count), (live.folder.blue, 1)] {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let lines = text.split(separator: "\n").prefix(kept)
      try live.write(lines.joined(separator: "\n") + "\n", to: path)
    }
    #expect(try fired(live).isEmpty)
    for _ in 0..<2 {
      let hall = live.hall()
      _ = try #require(await hall.find(live.made.code))
      await hall.stop()
      #expect(try fired(live).map { $0.fields["summary"]?.text } == ["n1 is silent"])
    }
    let seen = try TimelineReader(reading: live.folder.blue, first: 1).events
    #expect(seen.count { $0.kind == .alertFired } == 1)
    #expect(try Verification.defects(of: live.folder) == [])
  }

  @Test("An alert that was written down is not written down again")
  func told() async throws {
    let (live, _) = try await delivered()
    let hall = live.hall()
    _ = try #require(await hall.find(live.made.code))
    await hall.stop()
    #expect(try fired(live).count == 1)
  }
}
