import Evidence
import Exercises
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  @Suite(.serialized) struct LiveResumeOnRangeTests {
    static let mission = TestRange.mission(
      steps: """
          - {inject: proc.pause, on: one, at: 500ms, for: 300s, as: still}
          - {inject: net.delay, from: head, to: two, delay: 20ms, at: 8s, for: 1s, as: late}
        """, mechanism: "proc.pause", window: 600)

    @Test(
      "A console that is killed loses nothing: the fault heals, the range stays, white resumes",
      .timeLimit(.minutes(2)))
    func killed() async throws {
      _ = TestRange.binary
      let runs = TestRange.folder + "/resume"
      defer {
        try? FileManager.default.removeItem(atPath: runs)
        TestRange.removeEmptyFolders()
      }
      let people = [
        Participant(name: "Wanda", role: .white), Participant(name: "Bela", role: .blue),
      ]
      let made = try LiveHall.make(
        LiveSetup(mission: Self.mission, plan: try TestRange.plan(Self.mission), people: people),
        below: runs, startedUTC: "2026-01-01T00:00:00Z")
      let folder = made.folder
      let first = try await LiveConsole.start(runs: runs)
      let white = try first.join(made.code, made.invitations[0].token)
      try await start(first, made.code, white)
      try await until("the fault is in") {
        try timeline(folder).contains { $0.kind == .stepEffective && $0.step == "still" }
      }
      try first.process.signal(9)
      // Longer than the lease, so that the agent heals by itself.
      try await Task.sleep(for: .seconds(4))
      #expect(RangeRegistry.all().count == 1, "the range outlives its console")

      let second = try await LiveConsole.start(runs: runs)
      let paused = try second.view(made.code, white)
      #expect(paused["header"]?["phase"]?.text == "paused", "\(paused["header"] ?? .null)")
      try second.perform(["do": "resume"], made.code, white)
      try await until("the second step runs") {
        try timeline(folder).contains { $0.kind == .healProved && $0.step == "late" }
      }
      try second.perform(["do": "finish", "reason": "seen enough"], made.code, white)
      try await until("the end") {
        try timeline(folder).contains { $0.kind == .exerciseEnded }
      }
      try await until("nothing is left") { RangeRegistry.all().isEmpty }
      _ = try await second.process.terminate(grace: .seconds(10))
      try check(try timeline(folder))
      #expect(try Verification.defects(of: folder) == [])
    }

    @Test(
      "A console that stood still, as on a closed laptop, pauses by itself and goes on",
      .timeLimit(.minutes(2)))
    func stopped() async throws {
      let runs = TestRange.folder + "/laptop"
      defer {
        try? FileManager.default.removeItem(atPath: runs)
        TestRange.removeEmptyFolders()
      }
      let made = try LiveHall.make(
        LiveSetup(
          mission: Self.mission, plan: try TestRange.plan(Self.mission),
          people: [Participant(name: "Wanda", role: .white)]),
        below: runs, startedUTC: "2026-01-01T00:00:00Z")
      let folder = made.folder
      let console = try await LiveConsole.start(runs: runs)
      let white = try console.join(made.code, made.invitations[0].token)
      try await start(console, made.code, white)
      try await until("the fault is in") {
        try timeline(folder).contains { $0.kind == .stepEffective && $0.step == "still" }
      }
      try console.process.signal(19)
      try await Task.sleep(for: .seconds(4))
      try console.process.signal(18)
      try await until("what healed by itself is proved") {
        try timeline(folder).contains { $0.kind == .healProved && $0.step == "still" }
      }
      let paused = try console.view(made.code, white)
      #expect(paused["header"]?["phase"]?.text == "paused", "\(paused["header"] ?? .null)")
      try console.perform(["do": "resume"], made.code, white)
      try await until("the second step runs") {
        try timeline(folder).contains { $0.kind == .healProved && $0.step == "late" }
      }
      try console.perform(["do": "finish", "reason": "seen enough"], made.code, white)
      try await until("nothing is left") { RangeRegistry.all().isEmpty }
      _ = try await console.process.terminate(grace: .seconds(10))
      try check(try timeline(folder))
      #expect(try Verification.defects(of: folder) == [])
    }

    private func check(_ events: [TimelineEvent]) throws {
      let lost = try #require(events.first { $0.kind == .controllerLost })
      let resumed = try #require(events.first { $0.kind == .exerciseResumed })
      #expect(resumed.timeNs > lost.timeNs)
      let lease = try #require(events.first { $0.kind == .leaseExpired })
      #expect(lease.step == "still")
      #expect(events.contains { $0.kind == .healProved && $0.step == "still" })
      #expect(events.count { $0.kind == .stepCommanded && $0.step == "still" } == 1)
      // The gap does not count: the second step came at eight seconds of the exercise clock.
      let second = try #require(events.first { $0.kind == .stepCommanded && $0.step == "late" })
      let due = ExerciseClock(events).time(second.timeNs)
      #expect(due >= .seconds(8) && second.timeNs > due + .seconds(3))
    }

    private func start(_ console: LiveConsole, _ code: String, _ white: String) async throws {
      try console.perform(["do": "preflight"], code, white)
      try await until("every measured line is go") {
        let items = try console.view(code, white)["preflight"]?.elements ?? []
        return !items.isEmpty
          && items.allSatisfy {
            $0["by_person"]?.flag == true || $0["is_go"]?.flag == true
          }
      }
      try console.perform(
        ["do": "confirm", "item": "backup", "reason": "taken today"], code, white)
      try console.perform(["do": "start"], code, white)
    }

    private func timeline(_ folder: RunFolder) throws -> [TimelineEvent] {
      try TimelineReader(reading: folder.timeline).events
    }

    private func until(_ what: String, _ condition: () throws -> Bool) async throws {
      let deadline = MonotonicClock.now() + .seconds(45)
      while MonotonicClock.now() < deadline {
        if try condition() { return }
        try await Task.sleep(for: .milliseconds(100))
      }
      throw RangeError("it did not come: \(what)", hint: "see the test")
    }
  }
}
