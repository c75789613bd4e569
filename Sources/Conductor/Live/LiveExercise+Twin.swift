import Evidence
import Exercises
import Foundation
import Ranges
import Vocabulary

/// The twin of an exercise with people: what was executed, again, with nobody responding.
///
/// Effect: it is played into a folder beside the evidence, and becomes part of the evidence only
///         once it is whole and valid; what is not is thrown away, and white may play it again.
extension LiveExercise {
  /// Builds a range of its own for it and plays it; returns when that has begun.
  ///
  /// Errors: a horizon beyond the window, nothing to play, or a machine on which another range is
  ///         up; each is a `twin.failed` as well.
  func playTwin(_ asked: Nanoseconds?) async throws(Refusal) {
    // The exercise's own range comes down first.
    await work?.value
    Self.removeUnfinishedTwin(of: folder)
    let horizon = asked ?? plan.budget.windowNs
    let executed = ExecutedSteps.plan(of: plan, in: record.timeline)
    do throws(Refusal) {
      try checkTwin(executed, horizon)
    } catch {
      noteTwin(.twinFailed, ["reason": .string(error.message)])
      throw error
    }
    let play = TwinPlay(startedNs: machine.clock())
    twin = play
    let run = ExerciseRun(
      plan: executed, mission: mission, responder: .none, ending: .horizon(horizon),
      folder: folder.unfinishedTwin, clock: machine.clock, startedUTC: machine.wall(),
      isInterrupted: { play.stopReason != nil },
      progress: { [machine, card] text in
        play.say(text)
        machine.progress("\(card.code)  twin  \(text)")
      })
    play.run(
      Task {
        let trouble = await Self.play(run, into: folder)
        finishTwin(play, trouble, horizon)
      })
  }

  private func checkTwin(_ executed: Plan, _ horizon: Nanoseconds) throws(Refusal) {
    if isClosing { throw Self.closing }
    guard horizon <= plan.budget.windowNs else {
      throw Refusal(
        .invalid, "the window of the exercise is \(plan.budget.windowNs): a twin ends with it",
        hint: "leave the horizon out, or shorten it")
    }
    guard ExecutedSteps.hasAny(executed) else {
      throw Refusal(.invalid, "no step took effect: there is nothing to play again")
    }
    let others = RangeRegistry.all().filter { Sandbox(record: $0).isAlive }.map(\.name)
    guard others.isEmpty else {
      throw Refusal(
        .phase, "another range is up on this machine: \(others.joined(separator: ", "))",
        hint: "beside it the twin would measure both; wait for it, or take it down")
    }
  }

  /// Plays it to its horizon; why it is no evidence, nil where it is.
  private nonisolated static func play(
    _ run: ExerciseRun, into folder: RunFolder
  ) async -> String? {
    do {
      let outcome = try await run.run()
      guard outcome.isWhole else { return outcome.reason }
      // It is scored by the exercise's own constants, whatever service they are of.
      let constants = try LiveFiles.read(folder.constants)
      try constants.write(to: URL(fileURLWithPath: run.folder.constants), options: .atomic)
      let defects = ExerciseValidity.defects(of: try RunRecord(reading: run.folder))
      guard defects.isEmpty else { return defects.joined(separator: "; ") }
      try FileManager.default.moveItem(atPath: run.folder.path, toPath: folder.twin.path)
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func finishTwin(_ play: TwinPlay, _ trouble: String?, _ horizon: Nanoseconds) {
    if let trouble {
      Self.removeUnfinishedTwin(of: folder)
      let reason = play.stopReason ?? trouble
      machine.progress("\(card.code)  the twin was thrown away: \(reason)")
      noteTwin(.twinFailed, ["reason": .string(reason)])
    } else {
      noteTwin(.twinPlayed, ["horizon_ns": .integer(horizon.rawValue)])
    }
    twin = nil
  }

  private func noteTwin(_ kind: TimelineEvent.Kind, _ fields: [String: JSONValue]) {
    record.append(.white, kind, at: now, step: nil, host: nil, fields)
  }

  /// How far it has come, for white.
  var shownTwin: ShownTwin {
    ShownTwin(
      record.exercise.twin, elapsedNs: twin.map { machine.clock() - $0.startedNs },
      detail: twin?.words ?? "")
  }

  /// Removes what a process before this one left of a twin, and says what became of it.
  static func settleTwin(_ record: LiveRecord, _ folder: RunFolder, at clock: Nanoseconds) {
    guard case .playing(let asked) = record.exercise.twin else { return }
    removeUnfinishedTwin(of: folder)
    let last = record.timeline.map(\.timeNs).max() ?? .zero
    let moment = max(last, clock - (origin(of: record) ?? clock))
    // It is moved to its place as the very last thing.
    guard LiveFiles.exists(folder.twin.plan) else {
      record.append(
        .white, .twinFailed, at: moment, step: nil, host: nil, ["reason": "the console was gone"])
      return
    }
    let fields = asked.map { ["horizon_ns": JSONValue.integer($0.rawValue)] } ?? [:]
    record.append(.white, .twinPlayed, at: moment, step: nil, host: nil, fields)
  }

  private static func removeUnfinishedTwin(of folder: RunFolder) {
    let part = folder.unfinishedTwin
    if let left = leftRange(of: part) { Sandbox(record: left).remove(atOnce: true) }
    try? FileManager.default.removeItem(atPath: part.path)
  }
}
