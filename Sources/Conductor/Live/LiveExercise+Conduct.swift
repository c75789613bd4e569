import Evidence
import Exercises
import Ranges
import Vocabulary

extension LiveExercise {
  /// Starts the clock; where that fails the list is open again.
  func startClock() async throws(Refusal) {
    guard work == nil, begun == nil, let range, await !range.feed.isGone else {
      throw startFailed("the range is not ready; run the pre-flight again")
    }
    do throws(EvidenceError) { try record.startTimeline() } catch {
      throw startFailed("the timeline could not be made: \(error.message)")
    }
    let begun = await run.begin(on: range, record)
    self.begun = begun
    keep(begun.before)
    for (step, state) in record.exercise.steps where state == .held {
      _ = await begun.conductor.hold(step, true)
    }
    await openTerminals()
    conduct(begun)
  }

  private func startFailed(_ reason: String) -> Refusal {
    record.append(
      .white, .startFailed, at: .zero, step: nil, host: nil, ["reason": .string(reason)])
    return Refusal(.failed, reason)
  }

  /// Conducts to the end, whatever that is, and takes the range down.
  func conduct(_ begun: BegunExercise) {
    let run = run
    work = Task {
      let outcome = await run.conclude(begun)
      machine.progress("\(card.code)  \(outcome.reason)")
      await terminals?.closeAll()
      terminals = nil
      await begun.range.down()
      try? begun.range.pages.close()
      self.begun = nil
      range = nil
      work = nil
    }
  }

  /// What conducts; after a crash it is made anew from the records.
  func conductor() async throws(Refusal) -> ExerciseConductor {
    if let begun { return begun.conductor }
    return try await takeOver().conductor
  }

  /// Heals everything at once and ends; before the start it only takes the range down.
  func abort(_ reason: String) async throws(Refusal) {
    if let begun { return await begun.conductor.abort(reason: "aborted: \(reason)") }
    if origin != nil {
      return try await takeOver().conductor.abort(reason: "aborted: \(reason)")
    }
    let before = work
    work = Task {
      await before?.value
      await range?.down()
      range = nil
      work = nil
    }
  }

  /// The console is told to stop: everything is healed and the records are closed.
  func shutDown() async {
    let phase = record.exercise.phase
    if phase.isLive, let begun {
      record.append(
        .white, .abortCalled, at: now, step: nil, host: nil,
        ["reason": "the console was stopped", "by": "console"])
      await begun.conductor.abort(reason: "aborted: the console was stopped")
    }
    twin?.stop("the console was stopped")
    await twin?.task?.value
    await work?.value
    await range?.down()
    range = nil
    do throws(EvidenceError) { try record.close() } catch {
      machine.progress("\(card.code)  \(error)")
    }
  }
}
