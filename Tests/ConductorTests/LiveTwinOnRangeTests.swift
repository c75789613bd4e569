import Evidence
import Exercises
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// The twin of an exercise with people: what would have happened, measured.
  @Suite(.serialized) struct LiveTwinOnRangeTests {
    /// With one member out and another one still, nothing is written until somebody helps.
    static let mission = TestRange.mission(
      steps: """
          - {inject: proc.pause, on: one, at: 500ms, for: 300s, as: sleepy-heron}
          - {inject: proc.pause, on: two, at: 38s, for: 300s, as: still}
          - {inject: net.delay, from: head, to: two, delay: 20ms, at: 39s, for: 1s, as: never}
        """, mechanism: "proc.pause", window: 40)

    /// An exercise in which blue brings the second member back after some seconds, to its end.
    private func play(_ trial: LiveTrial) async throws {
      try await trial.start()
      try await trial.until("the first fault is in") { $0.steps[0].state == "effective" }
      try await trial.perform(.trigger(step: "still"), by: trial.red)
      try await trial.until("the second fault is in") { $0.steps[1].state == "effective" }
      try await Task.sleep(for: .seconds(3))
      let target = try #require(try await trial.control().steps[1].targets.first)
      let blue = trial.blue
      let id = try await trial.exercise.openTerminal(for: blue, term: "dumb", columns: 80, rows: 24)
      try await trial.exercise.terminalInput(
        id, Array("ssh \(target) systemctl restart etcd\n".utf8), for: blue)
      try await trial.until("the command is noted") { view in
        view.events.contains { $0.kind == .actionExecuted }
      }
      try await trial.perform(.finish(reason: "contained"), by: trial.white)
      try await trial.until("the end") { $0.header.phase == .ended }
      await trial.exercise.work?.value
    }

    /// How many parts of the curve have no acknowledged write.
    private func still(_ series: WriteSeries) -> Int {
      series.buckets.count { $0.acknowledged == 0 }
    }

    private func isPlayed(_ view: ControlView) -> Bool { view.twin?.state == "played" }

    @Test(
      "The twin plays what was executed; prevented damage is measured, and blue sees no word of it",
      .timeLimit(.minutes(3)))
    func whole() async throws {
      try await LiveTrial.with(Self.mission) { trial in
        await #expect(throws: Refusal.self) {
          try await trial.perform(.twin(horizon: nil), by: trial.white)
        }
        try await play(trial)
        let before = try Derivation.assess(trial.folder)
        #expect(before.run.score.blastRadius.twin == nil)
        let blueBefore = try LiveFiles.read(trial.folder.blue)
        try await trial.perform(.twin(horizon: nil), by: trial.white)
        #expect(try await trial.control().twin?.state == "playing")
        await #expect(throws: Refusal.self) { try await trial.perform(.seal, by: trial.white) }
        try await trial.until("the twin was played", within: .seconds(100), isPlayed)

        let twin = try RunRecord(reading: trial.folder.twin)
        #expect(ExerciseValidity.defects(of: twin) == [])
        let commands = twin.timeline.filter { $0.kind == .stepCommanded }
        #expect(commands.map(\.step) == ["sleepy-heron", "still"], "what never came is not played")
        let own = try trial.timeline.filter { $0.kind == .stepCommanded }
        for (real, again) in zip(own, commands) {
          let late = (again.timeNs - real.timeNs).inSeconds
          #expect((0...0.5).contains(late), "\(String(describing: real.step)) \(late) s")
        }
        #expect(!twin.timeline.contains { $0.lane == .blue })

        let (run, other) = try Derivation.assess(trial.folder)
        let actual = try #require(run.score.blastRadius.actual)
        let without = try #require(run.score.blastRadius.twin)
        let nobody = try #require(other)
        #expect(without.level >= actual.level, "\(without) \(actual)")
        let line = try #require(run.score.inputs.first { $0.name == "Blast radius" })
        #expect(line.value.contains("without a response") && !line.value.contains("≥"))
        #expect(still(nobody.series) > still(run.series), "blue shortened nothing")
        #expect(run.defects == [], "a twin takes nothing from the exercise")

        try await trial.perform(.handOver(text: "all is well"), by: trial.blue)
        try await trial.perform(.seal, by: trial.white)
        #expect(try Verification.defects(of: trial.folder) == [])
        let page = try await trial.exercise.debrief(for: trial.white, as: .json)
        let shown = try CanonicalJSON.decode(JSONValue.self, from: page)["score"]?["blast_radius"]
        let text = try LiveFiles.read(trial.folder.score)
        let score = try CanonicalJSON.decode(JSONValue.self, from: text)["blast_radius"]
        #expect(shown == score && score?["twin"]?["level"]?.whole == Int64(without.level))

        let blue = String(decoding: try LiveFiles.read(trial.folder.blue), as: UTF8.self)
        #expect(blue.hasPrefix(String(decoding: blueBefore, as: UTF8.self)))
        #expect(!blue.contains("twin") && !blue.contains("horizon"))
        let view = await trial.exercise.view(for: trial.blue)
        #expect(!"\(view)".contains("twin"))
      }
    }

    @Test(
      "A shorter horizon says at least; a twin that is stopped leaves nothing and is played again",
      .timeLimit(.minutes(3)))
    func shortenedLong() async throws {
      try await LiveTrial.with(Self.mission) { trial in
        try await play(trial)
        let long = ExerciseCommand.twin(horizon: .seconds(3_600))
        await #expect(throws: Refusal.self) { try await trial.perform(long, by: trial.white) }
        #expect(try await trial.control().twin?.state == "failed")

        try await trial.perform(.twin(horizon: nil), by: trial.white)
        try await trial.until("it conducts") { $0.twin?.detail.contains("writes") == true }
        try await trial.perform(.stopTwin, by: trial.second)
        try await trial.until("it is gone") { $0.twin?.state == "failed" }
        #expect(try await trial.control().twin?.detail == "stopped by Walt")
        #expect(!LiveFiles.exists(trial.folder.unfinishedTwin.path))
        #expect(!LiveFiles.exists(trial.folder.twin.path) && RangeRegistry.all().isEmpty)
        let alone = try Derivation.assess(trial.folder)
        #expect(alone.twin == nil)
        #expect(Derivation.terminal(alone.run, twin: nil).contains("no twin"))

        try await trial.perform(.twin(horizon: .seconds(8)), by: trial.white)
        try await trial.until("the twin was played", within: .seconds(60), isPlayed)
        let (run, twin) = try Derivation.assess(trial.folder)
        let line = try #require(run.score.inputs.first { $0.name == "Blast radius" })
        #expect(line.value.contains("≥"), "\(line.value)")
        #expect(Derivation.terminal(run, twin: twin).contains("≥"))
      }
    }

    @Test(
      "A console that dies while the twin is played leaves nothing of it; the next one plays it",
      .timeLimit(.minutes(4)))
    func killed() async throws {
      _ = TestRange.binary
      let runs = TestRange.folder + "/twin"
      defer {
        try? FileManager.default.removeItem(atPath: runs)
        TestRange.removeEmptyFolders()
      }
      let made = try LiveHall.make(
        LiveSetup(
          mission: Self.mission, plan: try TestRange.plan(Self.mission),
          people: [
            Participant(name: "Wanda", role: .white), Participant(name: "Bela", role: .blue),
          ]),
        below: runs, startedUTC: "2026-01-01T00:00:00Z")
      let console = try await LiveConsole.start(runs: runs)
      let white = try console.join(made.code, made.invitations[0].token)
      let seat = Seat(code: made.code, white: white)
      try await begin(console, seat)
      try await until("the fault is in") {
        try timeline(made.folder).contains { $0.kind == .stepEffective }
      }
      try console.perform(["do": "finish", "reason": "seen enough"], seat.code, seat.white)
      try await until("nothing is left") { RangeRegistry.all().isEmpty }
      try console.perform(["do": "twin", "horizon-s": 6], seat.code, seat.white)
      try await until("the twin is up") { LiveFiles.exists(made.folder.unfinishedTwin.timeline) }
      try await until("the twin's load is on") {
        let running = self.words()
        return ["console", "agent", "drive"].allSatisfy { verb in
          running.contains { $0.contains(" \(verb) ") }
        }
      }
      let words = self.words()
      #expect(words.allSatisfy { !$0.contains("sleepy-heron") && !$0.contains("trial") })
      try console.process.signal(9)

      let second = try await LiveConsole.start(runs: runs)
      let twin = try second.view(seat.code, seat.white)["twin"]
      #expect(twin?["state"]?.text == "failed", "\(twin ?? .null)")
      #expect(!LiveFiles.exists(made.folder.unfinishedTwin.path))
      try await until("its range is gone") { RangeRegistry.all().isEmpty }
      try second.perform(["do": "twin", "horizon-s": 6], seat.code, seat.white)
      try await until("it was played") {
        try second.view(seat.code, seat.white)["twin"]?["state"]?.text == "played"
      }
      #expect(try Derivation.assess(made.folder).twin?.defects == [])
      try await until("nothing is left") { RangeRegistry.all().isEmpty }
      _ = try await second.process.terminate(grace: .seconds(10))
      #expect(try Verification.defects(of: made.folder) == [])
    }

    private struct Seat {
      var code: String
      var white: String
    }

    private func begin(_ console: LiveConsole, _ seat: Seat) async throws {
      try console.perform(["do": "preflight"], seat.code, seat.white)
      try await until("every measured line is go") {
        let items = try console.view(seat.code, seat.white)["preflight"]?.elements ?? []
        return !items.isEmpty
          && items.allSatisfy { $0["by_person"]?.flag == true || $0["is_go"]?.flag == true }
      }
      try console.perform(
        ["do": "confirm", "item": "backup", "reason": "taken today"], seat.code, seat.white)
      try console.perform(["do": "start"], seat.code, seat.white)
    }

    /// The arguments of every process of this program that works for these tests, not for others
    /// beside them.
    private func words() -> [String] {
      ProcessTable.all().values.filter { process in
        let environment = FileManager.default.contents(atPath: "/proc/\(process.pid)/environ")
        let ours = Data(TestRange.folder.utf8)
        return process.pid != getpid()
          && (environment?.firstRange(of: ours) != nil
            || process.words.contains { $0.hasPrefix(TestRange.folder) })
      }.map { $0.words.joined(separator: " ") }
    }

    private func timeline(_ folder: RunFolder) throws -> [TimelineEvent] {
      try TimelineReader(reading: folder.timeline).events
    }

    private func until(_ what: String, _ condition: () throws -> Bool) async throws {
      let deadline = MonotonicClock.now() + .seconds(60)
      while MonotonicClock.now() < deadline {
        if try condition() { return }
        try await Task.sleep(for: .milliseconds(100))
      }
      throw RangeError("it did not come: \(what)", hint: "see the test")
    }
  }
}
