import Evidence
import Exercises
import Foundation
import LinuxHost
import Testing
import Vocabulary

@testable import Conductor

/// What an exercise with people is before it has a range.
@Suite struct LiveHallTests {
  static let mission = TestRange.mission(
    steps: "  - {inject: proc.pause, on: one, at: 1s, for: 2s, as: sleepy-heron}",
    mechanism: "proc.pause")

  /// A hall with one exercise, in a folder of its own.
  private func made(
    _ body: (LiveHall, MadeExercise, LiveExercise) async throws -> Void
  ) async throws {
    let runs = FileManager.default.temporaryDirectory.path + "/hall-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: runs) }
    let people = [
      Participant(name: "Wanda", role: .white), Participant(name: "Bela", role: .blue),
      Participant(name: "Rosa", role: .red),
    ]
    let made = try LiveHall.make(
      LiveSetup(mission: Self.mission, plan: try TestRange.plan(Self.mission), people: people),
      below: runs, startedUTC: "2026-01-01T00:00:00Z")
    let hall = LiveTrial.hall(runs)
    try await body(hall, made, try #require(await hall.find(made.code)))
    await hall.stop()
  }

  @Test("Nothing about the mission is in the path, and keys are readable by the owner alone")
  func folder() async throws {
    try await made { _, made, _ in
      #expect(ExerciseCode.isCode(made.code))
      #expect(made.folder.path.hasSuffix("/live/\(made.code)"))
      for path in [made.folder.people, made.folder.salt] {
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(mode as? Int == 0o600, "\(path)")
      }
      let people = try String(contentsOfFile: made.folder.people, encoding: .utf8)
      for (_, token) in made.invitations { #expect(!people.contains(token)) }
      #expect(!people.contains(made.webhook))
      #expect(try Verification.defects(of: made.folder) == [])
    }
  }

  @Test("An invitation opens once, for its person, and in a hall of another process as well")
  func invitations() async throws {
    try await made { hall, made, _ in
      var sessions: [(Participant, String)] = []
      for (person, token) in made.invitations {
        let session = try await hall.redeem(invitation: token, code: made.code)
        #expect(await hall.participant(session: session, code: made.code) == person)
        await #expect(throws: Refusal.self) {
          try await hall.redeem(invitation: token, code: made.code)
        }
        sessions.append((person, session))
      }
      #expect(await hall.participant(session: "no session", code: made.code) == nil)
      for code in ["../\(made.code)", "calm-owl-11", "", "live", made.code + "/"] {
        #expect(await hall.find(code) == nil, "\(code)")
      }
      await hall.stop()
      let other = Self.other(made)
      for (person, session) in sessions {
        #expect(await other.participant(session: session, code: made.code) == person)
      }
      await other.stop()
    }
  }

  /// A hall as another process would have it.
  private static func other(_ made: MadeExercise) -> LiveHall {
    LiveTrial.hall(made.folder.path.replacingOccurrences(of: "/live/\(made.code)", with: ""))
  }

  @Test("Two consoles never conduct one exercise: the second finds it once the first has ended")
  func oneProcess() async throws {
    try await made { hall, made, _ in
      let other = Self.other(made)
      #expect(await other.find(made.code) == nil)
      let record = await hall.find(made.code)?.record
      #expect(record?.store.contains { $0.kind == .controllerLost } == false)
      await hall.stop()
      #expect(await other.find(made.code) != nil)
      await other.stop()
    }
  }

  @Test("Blue's page holds nothing of the mission before the start; white's holds all of it")
  func blindness() async throws {
    try await made { _, made, exercise in
      let secrets = ["sleepy-heron", "Faults for the tests", "about the database", "trial"]
      let blue = await exercise.view(for: Participant(name: "Bela", role: .blue))
      let white = await exercise.view(for: Participant(name: "Wanda", role: .white))
      for secret in secrets {
        #expect(!"\(blue)".contains(secret), "\(secret)")
        #expect("\(white)".contains(secret), "\(secret)")
      }
      let read = await exercise.record.store.filter { $0.kind == .missionRead }
      #expect(read.map { $0.fields["by"]?.text } == ["Wanda"], "whoever reads it is noted")
      await #expect(throws: Refusal.self) {
        try await exercise.debrief(for: Participant(name: "Bela", role: .blue), as: .json)
      }
      await #expect(throws: Refusal.self) {
        try await exercise.perform(.abort(reason: "x"), by: Participant(name: "Bela", role: .blue))
      }
      _ = made
    }
  }

  @Test("A webhook needs the exercise's own token, and before the start nothing follows from it")
  func webhooks() async throws {
    try await made { _, made, exercise in
      func delivery(_ token: String) -> AlertDelivery {
        AlertDelivery(
          format: "alertmanager", token: token, headers: [:],
          body: Array(#"{"version":"4","status":"firing","alerts":[]}"#.utf8), receivedNs: .zero,
          receivedUTC: "2026-01-01T00:00:00Z", peer: "127.0.0.1")
      }
      await #expect(throws: Refusal.self) { try await exercise.receive(delivery("wrong")) }
      _ = try await exercise.receive(delivery(made.webhook))
      #expect(!FileManager.default.fileExists(atPath: made.folder.alertsIn))
      let blue = await exercise.record.blue
      #expect(blue.events.isEmpty)
    }
  }

  @Test("Records that are read back give everyone the same events under the same numbers")
  func readBack() async throws {
    try await made { _, made, exercise in
      let record = await exercise.record
      record.append(
        .white, .preflightBegan, at: .zero, step: nil, host: nil, ["by": "Wanda"])
      try record.startTimeline()
      record.append(
        .white, .exerciseStarted, at: .zero, step: nil, host: nil,
        ["mission": "trial", "origin_ns": 1])
      record.append(
        .red, .stepCommanded, at: .seconds(1), step: "sleepy-heron", host: nil, [:])
      record.append(
        .white, .personInvited, at: .seconds(1), step: nil, host: nil,
        ["name": "Late", "role": "observer"])
      record.append(
        .system, .alertFired, at: .seconds(2), step: "sleepy-heron", host: "n1",
        ["alert": "Silent", "id": "a", "summary": "n1 is silent", "source": "built-in"])
      try record.close()
      let again = try LiveRecord(continuing: made.folder)
      for role in Role.allCases { #expect(again.seen(by: role) == record.seen(by: role)) }
      #expect(again.exercise == record.exercise)
      #expect(again.exercise.phase == .running)
      let blue = again.seen(by: .blue)
      #expect(blue.map(\.number) == [1, 2])
      #expect(blue.map(\.event.kind) == [.exerciseStarted, .alertFired])
      #expect(blue.allSatisfy { $0.event.step == nil })
      let text = try String(contentsOfFile: made.folder.blue, encoding: .utf8)
      #expect(!text.contains("sleepy-heron") && !text.contains("trial"))
      #expect(try TimelineReader(reading: made.folder.blue, first: 1).defect == nil)
    }
  }
}
