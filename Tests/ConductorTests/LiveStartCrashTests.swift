import Evidence
import Exercises
import Foundation
import Testing
import Vocabulary

@testable import Conductor

/// A console that dies between the last person's start and the start of the clock.
@Suite struct LiveStartCrashTests {
  private func check(_ live: LiveFolder, _ what: Comment) async throws {
    let hall = live.hall()
    let exercise = try #require(await hall.find(live.made.code))
    let state = await exercise.record.exercise
    #expect(state.phase == .preflight && !state.isStarting && state.startAskers.isEmpty, what)
    #expect(state.checks.count == PreflightChecks.titles.count, what)
    #expect(state.checks.allSatisfy { $0.isGo == nil }, "nobody has looked since: \(what)")
    let refusal = await #expect(throws: Refusal.self, what) {
      try await exercise.perform(.start, by: LiveFolder.white)
    }
    #expect(refusal?.message.contains("not all go") == true, what)
    #expect(await exercise.record.timeline.isEmpty && !live.exists("timeline.jsonl"), what)
    #expect(
      try state.decide(.preflight, by: LiveFolder.white, now: .zero).contains(
        .effect(.buildRange)), what)
    await hall.stop()
    #expect(try Verification.defects(of: live.folder) == [], what)
  }

  @Test("Nothing has started: the list is open again, and white goes back to the pre-flight")
  func beforeTheTimeline() async throws {
    let live = try LiveFolder()
    try live.write { LiveFolder.prepare($0) }
    try await check(live, "before the timeline was made")
    // Said again, it is the same.
    try await check(live, "opened once more")
  }

  @Test("A timeline without its first line has not started either", arguments: [0, 1, 60])
  func beforeTheFirstLine(bytes: Int) async throws {
    let live = try LiveFolder()
    try live.write { LiveFolder.prepare($0) }
    try live.write(String(repeating: "{", count: bytes), to: live.folder.timeline)
    try await check(live, "\(bytes) bytes of the timeline")
  }

  @Test("The clock can be started after that, on the same folder")
  func startsAgain() throws {
    let live = try LiveFolder()
    try live.write { LiveFolder.prepare($0) }
    try live.write("", to: live.folder.timeline)
    try live.write { record in
      try LiveFolder.start(record)
      #expect(record.exercise.phase == .running)
      #expect(record.timeline.first?.kind == .exerciseStarted)
    }
    #expect(try Verification.defects(of: live.folder) == [])
  }

  @Test("Of two persons who must say start the first one says it again")
  func twoPersons() async throws {
    let live = try LiveFolder(needsTwoPersons: true)
    try live.write { LiveFolder.prepare($0) }
    try await check(live, "one of two had said start")
  }

  @Test("A start that was called off in the meantime does not start")
  func abortedBeforehand() async throws {
    let live = try LiveFolder()
    try live.write { record in
      LiveFolder.prepare(record)
      record.append(.white, .abortCalled, at: .zero, step: nil, host: nil, ["by": "Wanda"])
    }
    let hall = live.hall()
    let exercise = try #require(await hall.find(live.made.code))
    let state = await exercise.record.exercise
    #expect(state.phase == .aborted && state.isAtRest)
    await hall.stop()
  }
}
