import Exercises
import Testing
import Vocabulary

/// Commands that a crash or a failure cut short, and those that others overtook.
@Suite struct ExerciseRestartTests {
  typealias Played = PlayedExercise

  private func aborted() throws -> PlayedExercise {
    var exercise = try Played.running()
    // Nobody says that it ended: the range was neither taken over nor removed.
    for action in try exercise.state.decide(
      .abort(reason: "enough"), by: Played.wanda, now: exercise.now)
    {
      if case .record(let record) = action { exercise.note(record) }
    }
    return exercise
  }

  @Test("An abort may be repeated until everything is at rest, and not after that")
  func abortAgain() throws {
    var exercise = try aborted()
    #expect(exercise.state.phase == .aborted && !exercise.state.isAtRest)
    #expect(refusal { try exercise.say(.seal, Played.wanda) }?.kind == .phase)
    try exercise.say(.abort(reason: "once more"), Played.walt)
    #expect(exercise.effects.last == .abort("once more"))
    #expect(exercise.state.isAtRest)
    #expect(refusal { try exercise.say(.abort(reason: "and again"), Played.wanda) }?.kind == .phase)
  }

  @Test("An abort before the start is at rest at once")
  func abortBeforeTheStart() throws {
    var exercise = Played()
    try exercise.say(.preflight, Played.wanda)
    try exercise.say(.abort(reason: "no"), Played.wanda)
    #expect(exercise.state.isAtRest)
    #expect(refusal { try exercise.say(.abort(reason: "no"), Played.wanda) }?.kind == .phase)
  }

  @Test("An end that was called and never came is called again without being written down twice")
  func finishAgain() throws {
    var exercise = try Played.running()
    exercise.note(.init(.white, .finishCalled, fields: ["reason": "noon"]))
    #expect(refusal { try exercise.say(.finish(reason: "noon"), Played.wanda) }?.kind == .phase)
    exercise.note(.init(.white, .controllerLost))
    let count = exercise.timeline.count
    try exercise.say(.finish(reason: "noon"), Played.wanda)
    #expect(exercise.effects.last == .finish("noon") && exercise.state.phase == .ended)
    #expect(exercise.timeline.count == count + 1, "only that it ended")
  }

  @Test("Sealing and revealing are repeated without being written down twice")
  func closeAgain() throws {
    var exercise = try Played.running()
    try exercise.say(.finish(reason: "noon"), Played.wanda)
    try exercise.say(.handOver(text: "bye"), Played.bo)
    try exercise.say(.seal, Played.wanda)
    let sealed = exercise.all
    try exercise.say(.seal, Played.walt)
    #expect(exercise.all == sealed && exercise.effects.suffix(2) == [.seal, .seal])
    try exercise.say(.reveal, Played.wanda)
    let revealed = exercise.all
    try exercise.say(.reveal, Played.wanda)
    #expect(exercise.all == revealed && exercise.effects.suffix(2) == [.reveal, .reveal])
    #expect(refusal { try exercise.say(.seal, Played.wanda) }?.kind == .phase)
  }

  @Test("What was to go on does not, where it was ended or stopped in the meantime")
  func overtaken() throws {
    var exercise = try Played.running()
    try exercise.say(.pause(reason: "lunch"), Played.wanda)
    let asked = exercise.state
    func refused() -> Refusal.Kind? {
      exercise.state.overtaken(.resume, by: Played.wanda, since: asked)?.kind
    }
    #expect(refused() == nil, "nothing happened: it goes on")
    let paused = exercise
    try exercise.say(.stopWord(reason: "smoke"), Played.bo)
    #expect(refused() == .phase)
    // Who resumes after the stop word has decided about it.
    #expect(
      exercise.state.overtaken(.resume, by: Played.wanda, since: exercise.state) == nil)
    exercise = paused
    try exercise.say(.resume, Played.walt)
    #expect(refused() == .phase, "somebody else resumed it")
    exercise = paused
    try exercise.say(.abort(reason: "enough"), Played.walt)
    #expect(refused() == .phase)
  }
}
