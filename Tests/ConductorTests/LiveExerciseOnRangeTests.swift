import Evidence
import Exercises
import Foundation
import LinuxHost
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  @Suite(.serialized) struct LiveExerciseOnRangeTests {
    static let mission = TestRange.mission(
      steps: """
          - {inject: proc.pause, on: one, at: 1s, for: 60s, as: sleepy-heron}
          - {inject: net.delay, from: head, to: two, delay: 20ms, at: 500s, for: 1s, as: never}
        """, mechanism: "proc.pause", window: 600)

    @Test(
      "People play a whole exercise: pre-flight, start, a fault, blue's answer, seal and reveal",
      .timeLimit(.minutes(2)))
    func whole() async throws {
      try await LiveTrial.with(Self.mission) { trial in
        let (exercise, white, blue) = (trial.exercise, trial.white, trial.blue)
        try await trial.start()
        try await trial.until("the fault is in") { $0.steps[0].state == "effective" }
        let target = try #require(try await trial.control().steps[0].targets.first)
        try await trial.perform(.pause(reason: "a look"), by: white)
        try await trial.perform(.resume, by: white)
        try await trial.perform(.declare(location: target.rawValue), by: blue)
        try await trial.perform(
          .hypothesis(
            mechanism: "proc.pause", location: target.rawValue, confidence: 0.8,
            evidence: ["its probe is silent"], text: ""), by: blue)
        try await trial.perform(.decide(response: "restart \(target)", text: ""), by: blue)
        try await restart(target, trial)
        try await trial.perform(.skip(step: "never", reason: "enough"), by: trial.red)
        try await trial.perform(.finish(reason: "contained"), by: white)
        try await trial.until("the end") { $0.header.phase == .ended }
        try await trial.perform(.handOver(text: "all is well"), by: blue)
        await exercise.work?.value
        #expect(try await trial.control().missing == [])
        try blindness(trial, target)
        await #expect(throws: Refusal.self) { try await exercise.debrief(for: blue, as: .html) }
        try await trial.perform(.seal, by: white)
        #expect(try Verification.defects(of: trial.folder) == [])
        let (sealed, _) = try Derivation.assess(trial.folder)
        #expect(sealed.defects == [])
        #expect(sealed.score.readiness != nil)
        try await trial.perform(.reveal, by: white)
        #expect(try Verification.defects(of: trial.folder) == [])
        let json = try await exercise.debrief(for: blue, as: .json)
        let shown = try CanonicalJSON.decode(JSONValue.self, from: json)
        #expect(shown["score"]?["readiness"]?.whole == sealed.score.readiness.map(Int64.init))
        let header = try await trial.control().header
        let salt = try #require(header.salt.flatMap(Commitment.salt))
        #expect(
          Commitment.verifies(
            header.commitment, salt: salt, mission: Array(Self.mission.utf8),
            plan: Array(try LiveFiles.read(trial.folder.plan))))
      }
    }

    /// As at work: a shell, a hop, the service manager.
    private func restart(_ target: HostName, _ trial: LiveTrial) async throws {
      let (exercise, blue) = (trial.exercise, trial.blue)
      let id = try await exercise.openTerminal(for: blue, term: "dumb", columns: 100, rows: 30)
      let line = "ssh \(target) systemctl restart etcd\n"
      try await exercise.terminalInput(id, Array(line.utf8), for: blue)
      try await trial.until("the command is noted") { view in
        view.events.contains { $0.kind == .actionExecuted }
      }
      let event = try #require(try trial.timeline.first { $0.kind == .actionExecuted })
      #expect(event.fields["action"]?.text == String(line.dropLast()))
      #expect(event.fields["mutating"]?.flag == true)
      #expect(event.fields["exit"]?.whole == 0)
      #expect(event.host == target)
      try await exercise.closeTerminal(id, for: blue)
    }

    /// Blue's own record and page hold nothing of the mission; white's hold all of it.
    private func blindness(_ trial: LiveTrial, _ target: HostName) throws {
      let secrets = [
        "sleepy-heron", "never", "trial", "Faults for the tests", "about the database",
        "step.commanded", "net.delay",
      ]
      let blue = String(
        decoding: FileManager.default.contents(atPath: trial.folder.blue) ?? Data(),
        as: UTF8.self)
      #expect(!blue.isEmpty)
      for secret in secrets { #expect(!blue.contains(secret), "\(secret) is in blue.jsonl") }
      let whole = String(
        decoding: (FileManager.default.contents(atPath: trial.folder.timeline) ?? Data())
          + (FileManager.default.contents(atPath: trial.folder.mission) ?? Data()), as: UTF8.self)
      for secret in secrets { #expect(whole.contains(secret), "\(secret) is nowhere") }
    }

    @Test("A sham injects nothing and is a whole exercise", .timeLimit(.minutes(1)))
    func sham() async throws {
      try await LiveTrial.with(Self.mission, isSham: true) { trial in
        try await trial.start()
        try await Task.sleep(for: .seconds(2))
        try await trial.perform(.finish(reason: "nothing happens"), by: trial.white)
        try await trial.until("the end") { $0.header.phase == .ended }
        await trial.exercise.work?.value
        #expect(!(try trial.timeline.contains { $0.kind == .stepCommanded }))
        #expect(try Derivation.assess(trial.folder).run.defects == [])
      }
    }
  }
}
