import Evidence
import Exercises
import Foundation
import Testing
import Vocabulary

@testable import Conductor

/// A seal and a reveal that are cut short, by a full disk or by a crash.
@Suite struct LiveSealTests {
  /// An exercise that may be sealed.
  private func ended() throws -> LiveFolder {
    let live = try LiveFolder()
    try live.write { record in
      try LiveFolder.start(record)
      LiveFolder.end(record)
    }
    try live.write("{}\n", to: live.folder.environment)
    return live
  }

  private func opened(
    _ live: LiveFolder, _ body: (LiveExercise) async throws -> Void
  ) async throws {
    let hall = live.hall()
    try await body(try #require(await hall.find(live.made.code)))
    await hall.stop()
  }

  private func phase(_ live: LiveFolder) async throws -> ExercisePhase {
    var phase = ExercisePhase.designed
    try await opened(live) { phase = await $0.record.exercise.phase }
    return phase
  }

  /// Something stands where a file is to be written, as if the disk were full.
  private func block(_ name: String, _ live: LiveFolder) throws {
    try? live.remove(name)
    try FileManager.default.createDirectory(
      atPath: live.folder.path + "/" + name + "/x", withIntermediateDirectories: true)
  }

  private func missing(_ exercise: LiveExercise) async -> [String]? {
    guard case .control(let view) = await exercise.view(for: LiveFolder.white) else { return nil }
    return view.missing
  }

  @Test(
    "A seal that fails half-way is done again, and the evidence holds",
    arguments: ["score.json", "attribution.json", "debrief.html", "SEAL"])
  func failing(file: String) async throws {
    let live = try ended()
    try await opened(live) { exercise in
      try block(file, live)
      await #expect(throws: Refusal.self) {
        try await exercise.perform(.seal, by: LiveFolder.white)
      }
      #expect(await exercise.record.exercise.phase == .sealed)
      #expect(await missing(exercise)?.count == 1)
      await #expect(throws: Refusal.self) {
        try await exercise.perform(.reveal, by: LiveFolder.white)
      }
      #expect(!live.exists("reveal.json") && !live.exists("SEAL.1"))
      try live.remove(file)
      try await exercise.perform(.seal, by: LiveFolder.second)
      #expect(await missing(exercise) == [])
      #expect(try Verification.defects(of: live.folder) == [])
      let seal = try LiveFiles.read(live.folder.seal)
      try await exercise.perform(.seal, by: LiveFolder.white)
      #expect(try LiveFiles.read(live.folder.seal) == seal, "what is sealed stays")
    }
    #expect(try Verification.defects(of: live.folder) == [])
  }

  @Test("A seal that is there is never written anew: what was changed after it stays named")
  func noLaundering() async throws {
    let live = try ended()
    try await opened(live) { try await $0.perform(.seal, by: LiveFolder.white) }
    try live.write("{}\n\n", to: live.folder.environment)
    try await opened(live) { try await $0.perform(.seal, by: LiveFolder.white) }
    #expect(try Verification.defects(of: live.folder) == ["environment.json: it was changed"])
  }

  @Test("After a crash at any point of a seal or a reveal white says it again, and all is sealed")
  func crashes() async throws {
    let live = try ended()
    let stages: [(String, (LiveFolder) throws -> Void)] = [
      (
        "the events are written, the rest is not",
        {
          for name in ["SEAL", "score.json", "verdict.json", "debrief.html", "debrief.md"] {
            try $0.remove(name)
          }
        }
      ),
      ("the SEAL is not written", { try $0.remove("SEAL") }),
      (
        "the SEAL is torn",
        { live in
          let seal = try LiveFiles.read(live.folder.seal)
          try seal.dropLast(9).write(to: URL(fileURLWithPath: live.folder.seal))
        }
      ),
    ]
    try await opened(live) { try await $0.perform(.seal, by: LiveFolder.white) }
    let whole = try LiveFiles.read(live.folder.seal)
    for (stage, crash) in stages {
      try crash(live)
      #expect(try await phase(live) == .sealed)
      try await opened(live) { try await $0.perform(.seal, by: LiveFolder.white) }
      #expect(try Verification.defects(of: live.folder) == [], "\(stage)")
      #expect(try LiveFiles.read(live.folder.seal) == whole, "\(stage)")
    }
  }

  @Test("A reveal that fails or crashes at any point is done again, and the evidence holds")
  func reveals() async throws {
    for cut in 0..<5 {
      let live = try ended()
      try await opened(live) { exercise in
        try await exercise.perform(.seal, by: LiveFolder.white)
        if cut == 0 {
          try block("reveal.json", live)
          await #expect(throws: Refusal.self) {
            try await exercise.perform(.reveal, by: LiveFolder.white)
          }
          #expect(await exercise.record.exercise.phase == .sealed)
          try live.remove("reveal.json")
        }
      }
      let seal = try LiveFiles.read(live.folder.seal)
      let events = try LiveFiles.read(live.folder.exercise)
      let blue = try LiveFiles.read(live.folder.blue)
      try await opened(live) { try await $0.perform(.reveal, by: LiveFolder.white) }
      let final = try LiveFiles.read(live.folder.seal)
      // Undone from the last write backwards, as a crash would have left it.
      if cut >= 1 { try seal.write(to: URL(fileURLWithPath: live.folder.seal)) }
      if cut >= 2 { try blue.write(to: URL(fileURLWithPath: live.folder.blue)) }
      if cut >= 3 { try events.write(to: URL(fileURLWithPath: live.folder.exercise)) }
      if cut >= 4 { try live.remove("reveal.json") }
      #expect(try await phase(live) == (cut >= 3 ? .sealed : .revealed))
      try await opened(live) { try await $0.perform(.reveal, by: LiveFolder.second) }
      #expect(try Verification.defects(of: live.folder) == [], "cut \(cut)")
      #expect(try LiveFiles.read(live.folder.seal + ".1") == seal, "cut \(cut)")
      #expect(live.exists("reveal.json"))
      if cut < 3 { #expect(try LiveFiles.read(live.folder.seal) == final, "cut \(cut)") }
      let seen = try TimelineReader(reading: live.folder.blue, first: 1).events
      #expect(seen.count { $0.kind == .exerciseRevealed } == 1, "cut \(cut)")
    }
  }

  @Test("A reveal whose salt is gone is refused: it would prove nothing")
  func withoutSalt() async throws {
    let live = try ended()
    try await opened(live) { exercise in
      try await exercise.perform(.seal, by: LiveFolder.white)
      try FileManager.default.removeItem(atPath: live.folder.salt)
      await #expect(throws: Refusal.self) {
        try await exercise.perform(.reveal, by: LiveFolder.white)
      }
      #expect(await exercise.record.exercise.phase == .sealed)
    }
  }
}
