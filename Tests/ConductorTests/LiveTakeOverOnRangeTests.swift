import Evidence
import Exercises
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// What becomes of an exercise whose range cannot be taken over; it stands among the suites of
  /// real ranges because it writes into their registry.
  @Suite(.serialized) struct LiveTakeOverOnRangeTests {
    /// An exercise whose console was killed while a fault was in.
    private func orphaned(
      agentHangsUpAfter patience: Nanoseconds?, for limit: Nanoseconds = .seconds(10),
      _ body: (LiveFolder, MuteRange, LiveHall, LiveExercise) async throws -> Void
    ) async throws {
      _ = TestRange.binary
      let live = try LiveFolder()
      try live.write { try LiveFolder.start($0) }
      try live.write("{}\n", to: live.folder.environment)
      let range = try await MuteRange(of: live.folder, agentHangsUpAfter: patience)
      let hall = live.hall(patience: limit)
      let exercise = try #require(await hall.find(live.made.code))
      #expect(await exercise.record.exercise.phase == .paused)
      do {
        try await body(live, range, hall, exercise)
      } catch {
        range.end()
        throw error
      }
      await hall.stop()
      range.end()
      TestRange.removeEmptyFolders()
      #expect(try Verification.defects(of: live.folder) == [])
    }

    private func refusal(_ body: () async throws -> Void) async -> Refusal? {
      do {
        try await body()
        return nil
      } catch { return error as? Refusal }
    }

    @Test(
      "An abort whose take-over fails removes the range, and says of no fault that it is healed",
      .timeLimit(.minutes(1)), arguments: [nil, Nanoseconds.milliseconds(20)])
    func abort(patience: Nanoseconds?) async throws {
      try await orphaned(agentHangsUpAfter: patience) { live, range, _, exercise in
        try await exercise.perform(.abort(reason: "enough"), by: LiveFolder.white)
        #expect(!range.isAlive)
        let state = await exercise.record.exercise
        #expect(state.phase == .aborted && state.isAtRest)
        let events = await exercise.record.timeline
        #expect(!events.contains { $0.kind == .healProved })
        let unproved = events.filter { $0.kind == .healUnproved }
        #expect(unproved.map(\.step) == ["sleepy-heron"])
        let ended = try #require(events.last { $0.kind == .exerciseEnded })
        #expect(ended.fields["whole"]?.flag == false)
        #expect(ended.fields["reason"]?.text == "aborted: enough")
        let again = await refusal {
          try await exercise.perform(.abort(reason: "again"), by: LiveFolder.white)
        }
        #expect(again?.kind == .phase, "everything is at rest")
        try await exercise.perform(.handOver(text: "gone"), by: LiveFolder.white)
        try await exercise.perform(.seal, by: LiveFolder.white)
        let defects = ExerciseValidity.defects(of: try RunRecord(reading: live.folder))
        #expect(defects.contains { $0.contains("sleepy-heron was not proved healed") })
      }
    }

    @Test("Two that resume at once never take the range over together", .timeLimit(.minutes(1)))
    func twoResume() async throws {
      try await orphaned(agentHangsUpAfter: .milliseconds(300)) { _, range, _, exercise in
        async let first = refusal {
          try await exercise.perform(.resume, by: LiveFolder.white)
        }
        async let second = refusal {
          try await exercise.perform(.resume, by: LiveFolder.second)
        }
        let both = await [first, second]
        #expect(both.map { $0?.kind } == [.failed, .failed])
        #expect(range.most == 1)
        #expect(await exercise.record.exercise.phase == .paused, "they may try again, or abort")
        #expect(range.isAlive)
      }
    }

    @Test(
      "An abort comes through although a take-over hangs, and what hung is not carried further",
      .timeLimit(.minutes(1)))
    func abortWhileResuming() async throws {
      try await orphaned(
        agentHangsUpAfter: .seconds(600), for: .milliseconds(500)
      ) { _, range, _, exercise in
        async let resumed = refusal {
          try await exercise.perform(.resume, by: LiveFolder.white)
        }
        try await Task.sleep(for: .milliseconds(100))
        let start = MonotonicClock.now()
        try await exercise.perform(.abort(reason: "enough"), by: LiveFolder.second)
        #expect(MonotonicClock.now() - start < .seconds(10))
        #expect(await resumed != nil)
        #expect(!range.isAlive)
        let record = await exercise.record
        #expect(record.exercise.phase == .aborted && record.exercise.isAtRest)
        #expect(!record.timeline.contains { $0.kind == .exerciseResumed })
      }
    }

    @Test("A console ends although a take-over hangs", .timeLimit(.minutes(1)))
    func endWhileResuming() async throws {
      try await orphaned(
        agentHangsUpAfter: .seconds(600), for: .milliseconds(500)
      ) { _, _, hall, exercise in
        async let resumed = refusal {
          try await exercise.perform(.resume, by: LiveFolder.white)
        }
        try await Task.sleep(for: .milliseconds(100))
        let start = MonotonicClock.now()
        await hall.stop()
        #expect(MonotonicClock.now() - start < .seconds(10))
        #expect(await resumed != nil)
        let late = await refusal {
          try await exercise.perform(.resume, by: LiveFolder.white)
        }
        #expect(late?.kind == .phase, "nothing is begun by a console that ends")
      }
    }

    @Test("A range that is gone ends the exercise, whoever finds out", .timeLimit(.minutes(1)))
    func gone() async throws {
      let commands: [ExerciseCommand] = [.resume, .finish(reason: "noon")]
      for command in commands {
        try await orphaned(agentHangsUpAfter: nil) { _, range, _, exercise in
          range.end()
          let refused = await refusal {
            try await exercise.perform(command, by: LiveFolder.white)
          }
          #expect(refused?.kind == .phase)
          let state = await exercise.record.exercise
          #expect(state.phase.isOver && state.isAtRest)
        }
      }
    }

    @Test(
      "An end that could not be carried out is said again, or aborted", .timeLimit(.minutes(1)))
    func finishAgain() async throws {
      try await orphaned(agentHangsUpAfter: .milliseconds(20)) { _, range, _, exercise in
        for _ in 0..<2 {
          let refused = await refusal {
            try await exercise.perform(.finish(reason: "noon"), by: LiveFolder.white)
          }
          #expect(refused?.kind == .failed)
        }
        let record = await exercise.record
        #expect(record.timeline.count { $0.kind == .finishCalled } == 1)
        try await exercise.perform(.abort(reason: "enough"), by: LiveFolder.white)
        #expect(record.exercise.isAtRest && !range.isAlive)
      }
    }
  }
}
