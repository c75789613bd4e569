import Exercises
import Testing
import Vocabulary

@Suite struct TwinRuleTests {
  typealias Played = PlayedExercise

  /// An exercise that is over, with one step that took effect.
  private func ended(_ design: ExerciseDesign = Played.design()) throws -> Played {
    var exercise = try Played.running(design)
    exercise.note(.init(.red, .stepCommanded, step: "cut"))
    exercise.note(.init(.red, .stepEffective, step: "cut"))
    try exercise.say(.finish(reason: "contained"), Played.wanda)
    return exercise
  }

  @Test("White plays it after the end, once; then it stands")
  func once() throws {
    var exercise = try ended()
    try exercise.say(.twin(horizon: .seconds(600)), Played.wanda)
    #expect(exercise.state.twin == .playing(.seconds(600)))
    #expect(exercise.effects.last == .playTwin(.seconds(600)))
    #expect(refusal { try exercise.say(.twin(horizon: nil), Played.walt) }?.kind == .phase)
    exercise.note(.init(.white, .twinPlayed, fields: ["horizon_ns": 600_000_000_000]))
    #expect(exercise.state.twin == .played(.seconds(600)))
    #expect(refusal { try exercise.say(.twin(horizon: nil), Played.wanda) }?.kind == .phase)
    #expect(refusal { try exercise.say(.stopTwin, Played.wanda) }?.kind == .invalid)
    // A late failure of a process that died does not take it away.
    exercise.note(.init(.white, .twinFailed, fields: ["reason": "late"]))
    #expect(exercise.state.twin == .played(.seconds(600)))
  }

  @Test("What came to nothing can be played again")
  func again() throws {
    var exercise = try ended()
    try exercise.say(.twin(horizon: nil), Played.wanda)
    try exercise.say(.stopTwin, Played.walt)
    #expect(exercise.effects.last == .stopTwin("stopped by Walt"))
    #expect(exercise.state.twin == .failed("stopped by Walt"))
    try exercise.say(.twin(horizon: nil), Played.wanda)
    #expect(exercise.state.twin == .playing(nil))
  }

  @Test("The seal waits for a twin that is played, and needs none")
  func seal() throws {
    var exercise = try ended()
    try exercise.say(.handOver(text: "all is well"), Played.bo)
    var sealed = exercise
    try sealed.say(.seal, Played.wanda)
    #expect(sealed.state.phase == .sealed && sealed.state.twin == .none)
    try exercise.say(.twin(horizon: nil), Played.wanda)
    #expect(refusal { try exercise.say(.seal, Played.wanda) }?.kind == .phase)
    try exercise.say(.stopTwin, Played.wanda)
    try exercise.say(.seal, Played.wanda)
    #expect(exercise.state.phase == .sealed)
    #expect(refusal { try exercise.say(.twin(horizon: nil), Played.wanda) }?.kind == .phase)
  }

  @Test("Only white, only after the end, and only where something was injected")
  func refused() throws {
    var running = try Played.running()
    #expect(refusal { try running.say(.twin(horizon: nil), Played.wanda) }?.kind == .phase)
    var quiet = try Played.running()
    try quiet.say(.finish(reason: "noon"), Played.wanda)
    #expect(refusal { try quiet.say(.twin(horizon: nil), Played.wanda) }?.kind == .invalid)
    var sham = try Played.running(Played.design(isSham: true))
    try sham.say(.finish(reason: "noon"), Played.wanda)
    #expect(refusal { try sham.say(.twin(horizon: nil), Played.wanda) }?.kind == .invalid)
    var exercise = try ended()
    for person in [Played.rita, Played.bo, Played.olga] {
      #expect(refusal { try exercise.say(.twin(horizon: nil), person) }?.kind == .forbidden)
      #expect(refusal { try exercise.say(.stopTwin, person) }?.kind == .forbidden)
    }
  }

  @Test("Nobody but white and red sees that there is a twin before the reveal")
  func blindness() {
    for kind in [TimelineEvent.Kind.twinBegan, .twinPlayed, .twinFailed, .alertsLeftOut] {
      let event = TimelineEvent(
        sequence: 1, timeNs: .zero, lane: .white, kind: kind, fields: ["reason": "x"])
      for role in [Role.blue, .observer] {
        #expect(Visibility.event(event, for: role, isRevealed: false) == nil, "\(kind)")
      }
      #expect(Visibility.event(event, for: .white, isRevealed: false) != nil)
    }
  }

  @Test(
    "A horizon is seconds, as a number or a form's text",
    arguments: [("600", 600.0), (" 1.5 ", 1.5)])
  func horizon(text: String, seconds: Double) throws {
    let command = try ExerciseCommand(fields: ["do": "twin", "horizon-s": .string(text)])
    #expect(command == .twin(horizon: .seconds(seconds)))
    #expect(try ExerciseCommand(fields: ["do": "twin", "horizon-s": ""]) == .twin(horizon: nil))
    for wrong: JSONValue in ["soon", "-1", 0, "nan", "inf", 1_000_000_000] {
      let fields: [String: JSONValue] = ["do": "twin", "horizon-s": wrong]
      #expect(refusal { _ = try ExerciseCommand(fields: fields) }?.kind == .invalid, "\(wrong)")
    }
  }
}
