import Evidence
import Exercises
import Ranges
import Vocabulary

extension LiveExercise {
  /// Starts the clock; where that fails the list is open again.
  ///
  /// Shape: the timeline, its first event and the conductor come about in one go, so that whoever
  ///        acts finds an exercise that runs and is conducted, or one that has not started.
  func startClock() async throws(Refusal) {
    do throws(Refusal) { try passGate() } catch {
      throw startFailed(error.message)
    }
    guard work == nil, begun == nil, let range, await !range.feed.isGone else {
      throw startFailed("the range is not ready; run the pre-flight again")
    }
    let run = run
    let look = await run.look(at: range)
    guard record.exercise.isStarting, !isClosing else {
      throw startFailed("it was called off")
    }
    keep(look.before)
    do throws(EvidenceError) { try record.startTimeline() } catch {
      throw startFailed("the timeline could not be made: \(error.message)")
    }
    let begun = run.start(on: range, record, look)
    self.begun = begun
    await run.listen(begun, look)
    await holdAgain(begun.conductor)
    await openTerminals()
    conduct(begun)
  }

  private func startFailed(_ reason: String) -> Refusal {
    record.append(
      .white, .startFailed, at: .zero, step: nil, host: nil, ["reason": .string(reason)])
    return Refusal(.failed, reason)
  }

  /// What red held back before anybody conducted stays held back.
  func holdAgain(_ conductor: ExerciseConductor) async {
    for (step, state) in record.exercise.steps where state == .held {
      _ = await conductor.hold(step, true)
    }
  }

  /// Conducts to the end, whatever that is, and takes the range down.
  func conduct(_ begun: BegunExercise) {
    let run = run
    inBackground { exercise in
      let outcome = await run.conclude(begun)
      exercise.machine.progress("\(exercise.card.code)  \(outcome.reason)")
      await exercise.terminals?.closeAll()
      exercise.terminals = nil
      await begun.range.down()
      try? begun.range.pages.close()
      exercise.begun = nil
      exercise.range = nil
      if Self.leftRange(of: exercise.folder) != nil {
        exercise.machine.progress("\(exercise.card.code)  its range could not be removed")
      }
    }
  }

  /// Does something while people go on, after what is being done already.
  func inBackground(_ body: @escaping @Sendable (isolated LiveExercise) async -> Void) {
    let before = work
    works += 1
    let own = works
    work = Task {
      await before?.value
      await body(self)
      if works == own { work = nil }
    }
  }

  /// What conducts; after a crash it is made anew from the records.
  func conductor() async throws(Refusal) -> ExerciseConductor {
    if let begun { return begun.conductor }
    guard record.exercise.phase.isLive else { throw Refusal(.phase, "the exercise is over") }
    return try await takeOver().conductor
  }

  /// Ends it as planned; where it is over already, that is as well.
  func finish(_ reason: String) async throws(Refusal) {
    guard begun != nil || record.exercise.phase.isLive else { return }
    try await conductor().finish(reason: reason)
  }

  /// Heals everything at once and ends; before the start it only takes the range down.
  ///
  /// Effect: a range that cannot be taken over is removed, and with it whatever was done to it.
  /// Errors: a range that cannot be removed either. Nothing is said to be healed then, and the
  ///         abort may be repeated.
  func abort(_ reason: String) async throws(Refusal) {
    let reason = "aborted: \(reason)"
    if let begun { return await begun.conductor.abort(reason: reason) }
    guard origin != nil else { return callOff() }
    guard !record.exercise.isAtRest else { return }
    do throws(Refusal) {
      return try await takeOver().conductor.abort(reason: reason)
    } catch {
      machine.progress("\(card.code)  \(error); the range is removed")
    }
    guard !record.exercise.isAtRest else { return }
    guard Self.removeRange(of: folder) else {
      throw Refusal(
        .failed, "the range could not be removed: what was done to it may still be in place",
        hint: "abort once more; cygnet range status names it")
    }
    Self.noteRemoval(record, plan, at: now, reason)
  }

  /// Nothing was injected yet: whatever there is of a range goes, when it can.
  private func callOff() {
    inBackground { exercise in
      await exercise.range?.down()
      exercise.range = nil
      if !Self.removeRange(of: exercise.folder) {
        exercise.machine.progress("\(exercise.card.code)  its range could not be removed")
      }
    }
  }

  /// The console is told to stop: everything is healed and the records are closed.
  func shutDown() async {
    isClosing = true
    await takeTurnForSafety("the end of the console")
    defer { leaveTurn() }
    if record.exercise.phase.isLive, let begun {
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
