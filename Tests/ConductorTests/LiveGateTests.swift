import Evidence
import Exercises
import Foundation
import LinuxHost
import Synchronization
import Testing
import Vocabulary

@testable import Conductor

/// A team's program has a say in whether the clock of an exercise may start.
@Suite struct LiveGateTests {
  private static let white = Participant(name: "Wanda", role: .white)

  /// What the gate says, and whom it was asked about.
  private final class Gate: Sendable {
    private let state: Mutex<(answer: GateAnswer?, asked: [GatedExercise])>

    init(_ answer: GateAnswer?) { state = Mutex((answer, [])) }

    var asked: [GatedExercise] { state.withLock { $0.asked } }

    func say(_ answer: GateAnswer?) { state.withLock { $0.answer = answer } }

    func ask(_ exercise: GatedExercise) -> GateAnswer? {
      state.withLock { state in
        state.asked.append(exercise)
        return state.answer
      }
    }
  }

  private static let closed = GateAnswer(isOpen: false, detail: "F-3 is not part of 2027Q1")

  private func with(
    _ gate: Gate, override: OverriddenGate? = nil,
    _ body: (LiveExercise, MadeExercise) async throws -> Void
  ) async throws {
    let runs = FileManager.default.temporaryDirectory.path + "/gate-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: runs) }
    let mission = LiveHallTests.mission + "\nretests: [F-7]\n"
    let people = [Self.white, Participant(name: "Bela", role: .blue)]
    let made = try LiveHall.make(
      LiveSetup(
        mission: mission, plan: try TestRange.plan(mission), people: people,
        gateOverride: override), below: runs, startedUTC: "2026-01-01T00:00:00Z")
    let hall = LiveHall(
      runs: runs, clock: { MonotonicClock.now() }, wall: { "2026-01-01T00:00:00Z" },
      progress: { _ in }, capabilities: { LiveTrial.capabilities }, gate: { gate.ask($0) })
    try await body(try #require(await hall.find(made.code)), made)
    await hall.stop()
  }

  /// The list as the pre-flight opens it; no range is built.
  private func list(of exercise: LiveExercise) async -> [PreflightItem] {
    await exercise.record.append(
      .white, .preflightBegan, at: .zero, step: nil, host: nil, ["by": "Wanda"])
    await exercise.noteOpenList()
    return await exercise.record.exercise.checks
  }

  @Test func `A closed gate is a line of the list that is no go, and says what is missing`()
    async throws
  {
    let gate = Gate(Self.closed)
    try await with(gate) { exercise, made in
      let line = await list(of: exercise).first { $0.id == "retests" }
      #expect(line == Self.closed.item && line?.isGo == false)
      #expect(gate.asked == [GatedExercise(code: made.code, service: "default", retests: ["F-7"])])
      // Linked since, a new look says go.
      gate.say(GateAnswer(isOpen: true, detail: "nothing is missing"))
      #expect(await list(of: exercise).first { $0.id == "retests" }?.isGo == true)
    }
  }

  @Test func `Where no program has a say there is no such line`() async throws {
    try await with(Gate(nil)) { exercise, _ in
      let lines = await list(of: exercise)
      #expect(!lines.isEmpty && !lines.contains { $0.id == "retests" })
    }
  }

  @Test func `It is asked once more at the start, and a clock that it refuses does not run`()
    async throws
  {
    let gate = Gate(GateAnswer(isOpen: true, detail: "nothing is missing"))
    try await with(gate) { exercise, _ in
      // The control: with an open gate it is the range that is missing, and no other reason.
      let other = await #expect(throws: Refusal.self) { try await exercise.startClock() }
      #expect(other?.message.contains("range") == true)
      gate.say(Self.closed)
      let refusal = await #expect(throws: Refusal.self) { try await exercise.startClock() }
      #expect(refusal?.message == Self.closed.detail)
      let record = await exercise.record
      #expect(record.store.last?.kind == .startFailed)
      #expect(record.exercise.checks.first { $0.id == "retests" }?.isGo == false)
      #expect(record.exercise.startedNs == nil)
    }
  }

  @Test func `An override stands in white's record, and nothing of it in blue's`() async throws {
    let override = OverriddenGate(
      findings: ["F-3"], quarter: "2027Q1", target: "orders-prod",
      reason: "the fix ships next week", by: "ada@example.org")
    try await with(Gate(nil), override: override) { exercise, made in
      let record = await exercise.record
      let event = record.store.first { $0.kind == .gateOverridden }
      #expect(event?.fields == override.fields)
      #expect(record.seen(by: .blue).isEmpty)
      let blue = try String(contentsOfFile: made.folder.blue, encoding: .utf8)
      #expect(!blue.contains("F-3"))
    }
    try await with(Gate(nil)) { exercise, _ in
      let record = await exercise.record
      #expect(!record.store.contains { $0.kind == .gateOverridden })
    }
  }
}
