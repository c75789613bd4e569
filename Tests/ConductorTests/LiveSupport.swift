import Evidence
import Exercises
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

/// One exercise with people, played by a test through its door.
struct LiveTrial {
  let hall: LiveHall
  let made: MadeExercise
  let exercise: LiveExercise
  let white = Participant(name: "Wanda", role: .white)
  let second = Participant(name: "Walt", role: .white)
  let red = Participant(name: "Rosa", role: .red)
  let blue = Participant(name: "Bela", role: .blue)
  let observer = Participant(name: "Olga", role: .observer)

  var folder: RunFolder { made.folder }

  /// Makes the exercise of a mission and opens it; the body's range is gone afterwards.
  static func with(
    _ mission: String, isSham: Bool = false, _ body: (LiveTrial) async throws -> Void
  ) async throws {
    _ = TestRange.binary
    let runs = TestRange.folder + "/live"
    defer {
      try? FileManager.default.removeItem(atPath: runs)
      TestRange.removeEmptyFolders()
    }
    let trial = try await LiveTrial(mission, isSham: isSham, runs: runs)
    do {
      try await body(trial)
    } catch {
      await trial.hall.stop()
      throw error
    }
    await trial.hall.stop()
    #expect(RangeRegistry.all().isEmpty)
  }

  private init(_ mission: String, isSham: Bool, runs: String) async throws {
    let people = [white, second, red, blue, observer]
    let setup = LiveSetup(
      mission: mission, plan: try TestRange.plan(mission), people: people, isSham: isSham)
    made = try LiveHall.make(setup, below: runs, startedUTC: "2026-01-01T00:00:00Z")
    hall = Self.hall(runs)
    exercise = try #require(await hall.find(made.code))
  }

  static func hall(_ runs: String) -> LiveHall {
    LiveHall(
      runs: runs, clock: { MonotonicClock.now() }, wall: { "2026-01-01T00:00:00Z" },
      progress: { _ in }, capabilities: { capabilities })
  }

  /// What this machine can do, looked at once.
  static let capabilities = Set(Capabilities.probe().filter(\.isUsable).compactMap(\.capability))

  /// Carries out a command.
  func perform(_ command: ExerciseCommand, by person: Participant) async throws {
    _ = try await exercise.perform(command, by: person)
  }

  /// White's page.
  func control() async throws -> ControlView {
    guard case .control(let view) = await exercise.view(for: white) else {
      throw RangeError("white has no control room", hint: "see the test")
    }
    return view
  }

  /// Looks every 50 ms until it is so.
  func until(
    _ what: String, within limit: Nanoseconds = .seconds(60),
    _ condition: (ControlView) -> Bool
  ) async throws {
    let deadline = MonotonicClock.now() + limit
    while MonotonicClock.now() < deadline {
      if condition(try await control()) { return }
      try await Task.sleep(for: .milliseconds(50))
    }
    let view = try await control()
    throw RangeError(
      "it did not come: \(what); \(view.header.phase), \(view.preflight ?? []), "
        + "\(view.events.suffix(8))", hint: "see the test")
  }

  /// Through the pre-flight to a clock that runs.
  func start() async throws {
    try await perform(.preflight, by: white)
    try await until("every measured line is go") { view in
      let items = view.preflight ?? []
      return !items.isEmpty && items.allSatisfy { $0.byPerson || $0.isGo == true }
    }
    for item in try await control().preflight ?? [] where item.byPerson {
      try await perform(.confirm(item: item.id, reason: "it was taken today"), by: white)
    }
    try await perform(.start, by: white)
    #expect(try await control().header.phase == .running)
  }

  /// What the timeline holds.
  var timeline: [TimelineEvent] {
    get throws { try TimelineReader(reading: folder.timeline).events }
  }
}
