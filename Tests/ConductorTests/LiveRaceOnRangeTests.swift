import Evidence
import Exercises
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// People who act while a clock is started or a range is taken over.
  @Suite(.serialized) struct LiveRaceOnRangeTests {
    static let mission = TestRange.mission(
      steps: """
          - {inject: proc.pause, on: one, at: 500ms, for: 300s, as: still}
          - {inject: net.delay, from: head, to: two, delay: 20ms, at: 5s, for: 1s, as: late}
        """, mechanism: "proc.pause", window: 600)

    private func refusal(_ body: () async throws -> Void) async -> Refusal? {
      do {
        try await body()
        return nil
      } catch { return error as? Refusal }
    }

    /// Through the pre-flight, up to the last start.
    private func prepare(_ trial: LiveTrial) async throws {
      try await trial.perform(.preflight, by: trial.white)
      try await trial.until("every measured line is go") { view in
        let items = view.preflight ?? []
        return !items.isEmpty && items.allSatisfy { $0.byPerson || $0.isGo == true }
      }
      try await trial.perform(.confirm(item: "backup", reason: "taken"), by: trial.white)
    }

    @Test("An abort while the clock is started starts nothing, or ends it", .timeLimit(.minutes(2)))
    func abortWhileStarting() async throws {
      try await LiveTrial.with(Self.mission) { trial in
        try await prepare(trial)
        async let started = refusal { try await trial.perform(.start, by: trial.white) }
        async let aborted = refusal {
          // As soon as somebody said start, whatever has come of it by then.
          while await trial.exercise.record.exercise.startAskers.isEmpty { await Task.yield() }
          try await trial.perform(.abort(reason: "wait"), by: trial.second)
        }
        let both = await [started, aborted]
        #expect(both[1] == nil, "the abort is taken")
        await trial.exercise.work?.value
        let record = await trial.exercise.record
        #expect(record.exercise.phase == .aborted && record.exercise.isAtRest)
        #expect(!record.timeline.contains { $0.kind == .stepCommanded })
        #expect(RangeRegistry.all().isEmpty)
        // Either it never started, or what started ended.
        let hasStarted = record.timeline.contains { $0.kind == .exerciseStarted }
        #expect(hasStarted == record.timeline.contains { $0.kind == .exerciseEnded })
        #expect(hasStarted || both[0]?.kind == .failed)
      }
    }

    @Test(
      "Two that resume after a crash get one conductor; what red held stays held",
      .timeLimit(.minutes(2)))
    func twoResume() async throws {
      try await orphaned(in: "two") { made, hall, held in
        let exercise = try #require(await hall.find(made.code))
        async let first = refusal {
          try await exercise.perform(.resume, by: Participant(name: "Wanda", role: .white))
        }
        async let second = refusal {
          try await exercise.perform(.resume, by: Participant(name: "Walt", role: .white))
        }
        let both = await [first, second]
        #expect(both.count { $0 == nil } == 1)
        #expect(both.compactMap { $0?.kind } == [.phase])
        let record = await exercise.record
        #expect(record.timeline.count { $0.kind == .exerciseResumed } == 1)
        try await until("it would have been due") {
          record.exercise.elapsed(at: held()) > .seconds(7)
        }
        #expect(!record.timeline.contains { $0.kind == .stepCommanded && $0.step == "late" })
        let red = Participant(name: "Rosa", role: .red)
        try await exercise.perform(.unhold(step: "late"), by: red)
        try await until("it is over") {
          record.timeline.contains { $0.kind == .healProved && $0.step == "late" }
        }
        #expect(record.timeline.count { $0.kind == .stepCommanded && $0.step == "late" } == 1)
        let white = Participant(name: "Wanda", role: .white)
        try await exercise.perform(.finish(reason: "enough"), by: white)
        await exercise.work?.value
        #expect(record.exercise.phase == .ended && RangeRegistry.all().isEmpty)
      }
    }

    @Test(
      "A range whose agent cannot be reached is removed by an abort, with all that was done to it",
      .timeLimit(.minutes(2)))
    func unreachable() async throws {
      try await orphaned(in: "deaf") { made, hall, _ in
        let left = try #require(RangeRegistry.all().first)
        try FileManager.default.removeItem(atPath: left.places.socket)
        let exercise = try #require(await hall.find(made.code))
        let white = Participant(name: "Wanda", role: .white)
        let resumed = await refusal { try await exercise.perform(.resume, by: white) }
        #expect(resumed?.kind == .failed)
        #expect(RangeRegistry.all().count == 1, "a resume that fails ends nothing")
        try await exercise.perform(.abort(reason: "enough"), by: white)
        #expect(RangeRegistry.all().isEmpty && !Sandbox(record: left).isAlive)
        let record = await exercise.record
        #expect(record.exercise.phase == .aborted && record.exercise.isAtRest)
        #expect(
          record.timeline.filter { $0.kind == .healUnproved }.map(\.step) == ["still"])
        #expect(Journal.held(in: Journal.read(path: made.folder.journal)).isEmpty)
      }
    }

    /// An exercise with a held step and a fault that is in, whose console was killed.
    private func orphaned(
      in name: String,
      _ body: (MadeExercise, LiveHall, @escaping @Sendable () -> Nanoseconds) async throws -> Void
    ) async throws {
      _ = TestRange.binary
      let runs = TestRange.folder + "/" + name
      defer {
        try? FileManager.default.removeItem(atPath: runs)
        TestRange.removeEmptyFolders()
      }
      let people = [
        Participant(name: "Wanda", role: .white), Participant(name: "Walt", role: .white),
        Participant(name: "Rosa", role: .red),
      ]
      let made = try LiveHall.make(
        LiveSetup(mission: Self.mission, plan: try TestRange.plan(Self.mission), people: people),
        below: runs, startedUTC: "2026-01-01T00:00:00Z")
      let console = try await LiveConsole.start(runs: runs)
      let white = try console.join(made.code, made.invitations[0].token)
      let red = try console.join(made.code, made.invitations[2].token)
      try console.perform(["do": "preflight"], made.code, white)
      try await until("every measured line is go") {
        let items = try console.view(made.code, white)["preflight"]?.elements ?? []
        return !items.isEmpty
          && items.allSatisfy { $0["by_person"]?.flag == true || $0["is_go"]?.flag == true }
      }
      try console.perform(["do": "confirm", "item": "backup", "reason": "taken"], made.code, white)
      try console.perform(["do": "start"], made.code, white)
      try console.perform(["do": "hold", "step": "late"], made.code, red)
      try await until("the fault is in") {
        try TimelineReader(reading: made.folder.timeline).events.contains {
          $0.kind == .stepEffective && $0.step == "still"
        }
      }
      try console.process.signal(9)
      _ = await console.process.wait()
      let origin = try #require(
        try TimelineReader(reading: made.folder.timeline).events.first?.fields["origin_ns"]?.whole)
      let hall = LiveTrial.hall(runs)
      do {
        try await body(made, hall) { MonotonicClock.now() - Nanoseconds(rawValue: origin) }
      } catch {
        await hall.stop()
        throw error
      }
      await hall.stop()
      #expect(RangeRegistry.all().isEmpty)
      #expect(try Verification.defects(of: made.folder) == [])
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
