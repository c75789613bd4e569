import Evidence
import Exercises
import Foundation
import LinuxHost
import Testing
import Vocabulary

@testable import Conductor

/// Red's desk and white's answer, on the files of an exercise that has no range yet.
@Suite struct LivePlanningTests {
  private static let mission = LiveHallTests.mission
  /// The same with another step, a comment, and a word that stands nowhere else.
  private static let other =
    TestRange.mission(
      steps:
        "  - {inject: net.delay, from: head, to: two, delay: 20ms, at: 3s, for: 2s, as: low-tide}",
      mechanism: "net.delay") + "# brackenfold\n"

  private let white = Participant(name: "Wanda", role: .white)
  private let red = Participant(name: "Rosa", role: .red)
  private let blue = Participant(name: "Bela", role: .blue)

  private func made(
    _ body: (MadeExercise, LiveExercise, LiveHall) async throws -> Void
  ) async throws {
    let runs = FileManager.default.temporaryDirectory.path + "/desk-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: runs) }
    let made = try LiveHall.make(
      LiveSetup(
        mission: Self.mission, plan: try TestRange.plan(Self.mission), people: [white, red, blue]),
      below: runs, startedUTC: "2026-01-01T00:00:00Z")
    let hall = LiveTrial.hall(runs)
    try await body(made, try #require(await hall.find(made.code)), hall)
    await hall.stop()
  }

  private func commits(_ digest: String, folder: String) throws -> Bool {
    let salt = String(decoding: try LiveFiles.read(folder + "/salt.json"), as: UTF8.self)
    return Commitment.verifies(
      digest, salt: try #require(Commitment.salt(text: String(salt.dropLast()))),
      mission: Array(try LiveFiles.read(folder + "/mission.yaml")),
      plan: Array(try LiveFiles.read(folder + "/plan.json")))
  }

  @Test("A text is read as this exercise would play it: mistakes at their places, actions, undo")
  func review() async throws {
    try await made { made, exercise, _ in
      let right = try await exercise.review(Self.other, for: red)
      let plan = try #require(right.plan, "\(right.diagnostics)")
      #expect(plan.contains("net.delay") && plan.contains("low-tide"))
      #expect(right.steps == 1 && right.actions >= 1)
      #expect(plan.contains("Undoes: "), "\(plan)")
      let typo = Self.other.replacing("net.delay, from", with: "net.dleay, from")
      let wrong = try await exercise.review(typo, for: white)
      let line = typo.split(separator: "\n", omittingEmptySubsequences: false)
        .firstIndex { $0.contains("dleay") }
      #expect(wrong.diagnostics.map(\.position.line).contains((line ?? 0) + 1))
      #expect(wrong.plan == nil && wrong.diagnostics.allSatisfy { !$0.hint.isEmpty })
      for person in [blue, Participant(name: "Olga", role: .observer)] {
        await #expect(throws: Refusal(.missing, "there is no such page")) {
          _ = try await exercise.review(Self.other, for: person)
        }
        await #expect(throws: Refusal.self) { _ = try await exercise.missionTexts(for: person) }
      }
      #expect(!LiveFiles.exists(made.folder.draft))
    }
  }

  @Test("A draft is for red's eyes and its owner's; white sees it once it is proposed")
  func draft() async throws {
    try await made { made, exercise, _ in
      await #expect(throws: Refusal.self) {
        try await exercise.perform(.propose(reason: "x"), by: red)
      }
      try await exercise.perform(.draft(mission: Self.other), by: red)
      let mode = try FileManager.default.attributesOfItem(atPath: made.folder.draft)
      #expect(mode[.posixPermissions] as? Int == 0o600)
      #expect(try await exercise.missionTexts(for: red).draft == Self.other)
      #expect(try await exercise.missionTexts(for: white).draft == nil)
      try await exercise.perform(.propose(reason: "the link first"), by: red)
      #expect(try await exercise.missionTexts(for: white).proposal == Self.other)
      let seen = "\(await exercise.view(for: blue))" + "\(await exercise.record.blue)"
      #expect(!seen.contains("brackenfold") && !seen.contains("the link first"))
      try await exercise.perform(.refuse(proposal: "P1", reason: "not today"), by: white)
      #expect(try await exercise.missionTexts(for: white).proposal == nil)
      #expect(!LiveFiles.exists(made.folder.proposal))
      let mistaken = Self.other.replacing("at: 3s", with: "at: soon")
      try await exercise.perform(.draft(mission: mistaken), by: red)
      await #expect(throws: Refusal.self) {
        try await exercise.perform(.propose(reason: "x"), by: red)
      }
    }
  }

  @Test("Taken, it is the plan: committed to anew, on disk, and for a process that comes later")
  func taken() async throws {
    try await made { made, exercise, hall in
      try await exercise.perform(.draft(mission: Self.other), by: red)
      try await exercise.perform(.propose(reason: "the link first"), by: red)
      try await exercise.perform(.approve(proposal: "P1"), by: white)
      let header = await exercise.header
      #expect(header.commitment != made.commitment)
      #expect(try commits(header.commitment, folder: made.folder.path))
      #expect(try !commits(made.commitment, folder: made.folder.path), "the control")
      #expect(try commits(made.commitment, folder: made.folder.path + "/former/P1"))
      guard case .control(let control) = await exercise.view(for: white) else {
        Issue.record("white has no control room")
        return
      }
      #expect(control.steps.map(\.name) == ["low-tide"] && control.proposal == nil)
      #expect(control.mission.plan.contains("low-tide"))
      #expect(await exercise.record.exercise.steps == ["low-tide": .waiting])
      let blues = "\(await exercise.view(for: blue))"
      for secret in ["low-tide", "sleepy-heron", "brackenfold", "net.delay on"] {
        #expect(!blues.contains(secret), "\(secret)")
      }
      #expect(blues.contains(header.commitment), "the new commitment is published")
      let (plan, state) = (await exercise.plan, await exercise.record.exercise)
      await hall.stop()
      let runs = URL(fileURLWithPath: made.folder.path).deletingLastPathComponent()
        .deletingLastPathComponent().path
      let later = LiveTrial.hall(runs)
      let again = try #require(await later.find(made.code))
      #expect(await again.header.commitment == header.commitment)
      #expect(await again.plan == plan)
      #expect(await again.record.exercise == state)
      await later.stop()
      #expect(try Verification.defects(of: made.folder) == [])
      let former = LivePlanFiles(folder: made.folder).former(await exercise.record.store)
      #expect(former.count == 1 && former[0]["commitment"]?.text == made.commitment)
      #expect(former[0]["salt"]?.text?.utf8.count == 64)
    }
  }

  /// Where a process can die while the plan becomes another one.
  enum Death: CaseIterable { case beforeTheRecord, beforeTheFiles, betweenTheFiles }

  @Test(
    "A process that dies while the plan changes leaves one plan or the other, whole",
    arguments: Death.allCases)
  func death(_ death: Death) async throws {
    try await made { made, exercise, _ in
      let files = LivePlanFiles(folder: made.folder)
      let salt = LivePeople.bytes(32)
      let plan = try CanonicalJSON.document(try TestRange.plan(Self.other))
      try files.prepare(
        mission: Self.other, plan: plan,
        constants: String(decoding: try LiveFiles.read(made.folder.constants), as: UTF8.self),
        salt: Commitment.text(salt: salt) + "\n")
      let next = Commitment(
        salt: salt, mission: Array(Self.other.utf8), plan: Array(plan.utf8)
      ).digest
      let isRecorded = death != .beforeTheRecord
      if death == .betweenTheFiles {
        let (old, new) = (made.folder.mission, made.folder.mission + ".next")
        try FileManager.default.removeItem(atPath: old)
        try FileManager.default.moveItem(atPath: new, toPath: old)
      }
      let commitment = isRecorded ? next : made.commitment
      try files.settle(commitment, change: isRecorded ? "P1" : nil)
      #expect(try commits(commitment, folder: made.folder.path))
      let left = try FileManager.default.contentsOfDirectory(atPath: made.folder.path)
      #expect(left.filter { $0.hasSuffix(".next") } == [])
      #expect(await exercise.header.commitment == made.commitment)
    }
  }
}
