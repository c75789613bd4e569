import Exercises
import Testing
import Vocabulary

@Suite struct ExerciseStateTests {
  typealias Played = PlayedExercise

  @Test("A whole exercise goes from designed to revealed")
  func whole() throws {
    var exercise = try Played.running()
    try exercise.say(Played.belief("the moon", "n1", 0.6), Played.bo)
    try exercise.say(.decide(response: "pray", text: ""), Played.bo)
    try exercise.say(.finish(reason: "it is noon"), Played.wanda)
    #expect(exercise.state.phase == .ended)
    try exercise.say(.handOver(text: "all is well"), Played.bo)
    for rater in [Played.wanda, Played.walt] {
      for item in exercise.state.gradingQueue(for: rater) {
        #expect(exercise.state.phase == .ended)
        try exercise.say(
          .grade(subject: item.subject, grade: item.grades[0], reason: "no"), rater)
      }
    }
    #expect(exercise.state.phase == .graded && exercise.state.missing.isEmpty)
    try exercise.say(.seal, Played.wanda)
    try exercise.say(.reveal, Played.walt)
    #expect(exercise.state.phase == .revealed)
    #expect(exercise.effects == [.buildRange, .startClock, .finish("it is noon"), .seal, .reveal])
  }

  @Test("The clock starts only when the whole list is go")
  func goNoGo() throws {
    var exercise = Played()
    try exercise.say(.preflight, Played.wanda)
    #expect(refusal { try exercise.say(.start, Played.wanda) }?.kind == .phase)
    let measured = ExerciseCommand.confirm(item: "probes", reason: "trust me")
    #expect(refusal { try exercise.say(measured, Played.wanda) }?.kind == .invalid)
    try exercise.say(.confirm(item: "backup", reason: "restored"), Played.wanda)
    try exercise.say(.confirm(item: "backup", reason: "no, another one"), Played.wanda)
    #expect(refusal { try exercise.say(.start, Played.wanda) }?.kind == .phase)
    try exercise.say(.confirm(item: "backup", reason: "restored"), Played.wanda)
    try exercise.say(.start, Played.wanda)
    #expect(exercise.state.phase == .running)
  }

  @Test("Where two persons are needed, one of them twice or two of red are not enough")
  func twoPersons() throws {
    var exercise = Played(Played.design(needsTwoPersons: true))
    let ruth = Participant(name: "Ruth", role: .red)
    try exercise.say(.preflight, Played.wanda)
    try exercise.say(.confirm(item: "backup", reason: "restored"), Played.wanda)
    try exercise.say(.start, Played.rita)
    #expect(refusal { try exercise.say(.start, Played.rita) }?.kind == .phase)
    try exercise.say(.start, ruth)
    #expect(exercise.state.phase == .preflight && !exercise.effects.contains(.startClock))
    // What was agreed on has changed: everyone says it again.
    exercise.note(.init(.white, .preflightNoted, fields: ["item": "probes", "go": false]))
    exercise.note(.init(.white, .preflightNoted, fields: ["item": "probes", "go": true]))
    #expect(exercise.state.startAskers.isEmpty)
    try exercise.say(.start, Played.rita)
    try exercise.say(.start, Played.walt)
    #expect(exercise.state.phase == .running)
    #expect(exercise.effects.filter { $0 == .startClock }.count == 1)
  }

  @Test("Red alone starts nothing where one person is enough")
  func redStartsNothing() throws {
    var exercise = Played()
    try exercise.say(.preflight, Played.wanda)
    try exercise.say(.confirm(item: "backup", reason: "restored"), Played.wanda)
    #expect(refusal { try exercise.say(.start, Played.rita) }?.kind == .forbidden)
  }

  @Test("The exercise clock stands while it is paused, and from the end on")
  func clock() throws {
    var exercise = try Played.running()
    try exercise.say(.pause(reason: "lunch"), Played.wanda)
    #expect(exercise.state.elapsed(at: .seconds(50)) == .seconds(10))
    exercise.now = .seconds(70)
    try exercise.say(.resume, Played.wanda)
    #expect(exercise.state.elapsed(at: .seconds(75)) == .seconds(15))
    exercise.now = .seconds(80)
    try exercise.say(.finish(reason: "noon"), Played.wanda)
    #expect(exercise.state.elapsed(at: .seconds(900)) == .seconds(20))
  }

  @Test("After the stop word nothing is injected until white lets it go on")
  func stopWord() throws {
    for person in Played.everyone {
      var exercise = try Played.running()
      try exercise.say(.stopWord(reason: "smoke"), person)
      #expect(exercise.state.phase == .paused && exercise.effects.last == .pause)
      #expect(!exercise.state.mayInject)
      #expect(refusal { try exercise.say(.trigger(step: "cut"), Played.rita) } != nil)
      try exercise.say(.resume, Played.wanda)
      #expect(exercise.state.mayInject)
      try exercise.say(.trigger(step: "cut"), Played.rita)
    }
  }

  @Test("After an abort nothing of red's is taken any more")
  func abort() throws {
    var exercise = try Played.running()
    try exercise.say(.abort(reason: "enough"), Played.wanda)
    #expect(exercise.state.phase == .aborted && !exercise.state.mayInject)
    let levers: [ExerciseCommand] = [
      .trigger(step: "cut"), .hold(step: "cut"), .unhold(step: "cut"),
      .skip(step: "cut", reason: "x"), .ask(text: "again"),
    ]
    for lever in levers {
      #expect(refusal { try exercise.say(lever, Played.rita) }?.kind == .phase)
    }
  }

  @Test("An abort counts from its call, before everything is healed")
  func abortIsAtOnce() throws {
    let exercise = try Played.running()
    let actions = try exercise.state.decide(
      .abort(reason: "enough"), by: Played.wanda, now: .seconds(12))
    var state = exercise.state
    guard case .record(let record) = try #require(actions.first) else {
      Issue.record("the abort is not written down before it is carried out")
      return
    }
    state.apply(record.event(sequence: 9, at: .seconds(12)))
    #expect(state.phase == .aborted && !state.mayInject && !state.isAtRest)
    #expect(state.missing.contains { $0.contains("healed") })
  }

  @Test("A lost controller is a pause, and a real incident an abort")
  func lostAndReal() throws {
    var exercise = try Played.running()
    exercise.note(.init(.white, .controllerLost, fields: ["since_ns": 4_000_000_000]))
    #expect(exercise.state.phase == .paused)
    exercise.now = .seconds(30)
    try exercise.say(.resume, Played.wanda)
    #expect(exercise.state.elapsed(at: .seconds(31)) == .seconds(5))
    try exercise.say(.realIncident(reason: "the real thing"), Played.wanda)
    #expect(exercise.state.phase == .aborted)
    #expect(exercise.timeline.contains { $0.kind == .incidentBegan })
  }

  @Test("Red's levers move a step only where it can still be moved")
  func levers() throws {
    var exercise = try Played.running()
    try exercise.say(.hold(step: "cut"), Played.rita)
    #expect(refusal { try exercise.say(.hold(step: "cut"), Played.rita) }?.kind == .invalid)
    try exercise.say(.unhold(step: "cut"), Played.rita)
    exercise.note(.init(.red, .stepCommanded, step: "cut"))
    let late = ExerciseCommand.skip(step: "cut", reason: "x")
    #expect(refusal { try exercise.say(late, Played.rita) }?.kind == .invalid)
    #expect(refusal { try exercise.say(.hold(step: "nosuch"), Played.rita) }?.kind == .missing)
    var sham = try Played.running(Played.design(isSham: true))
    #expect(refusal { try sham.say(.trigger(step: "cut"), Played.rita) }?.kind == .invalid)
  }

  @Test("An alert is taken once, and only where it was delivered")
  func acknowledge() throws {
    var exercise = try Played.running()
    let take = ExerciseCommand.acknowledge(alert: "a1")
    #expect(refusal { try exercise.say(take, Played.bo) }?.kind == .missing)
    exercise.note(.init(.system, .alertFired, fields: ["id": "a1", "alert": "NoLeader"]))
    try exercise.say(take, Played.bo)
    #expect(refusal { try exercise.say(take, Played.bea) }?.kind == .invalid)
  }

  @Test("Nobody is invited into a second role")
  func oneRole() throws {
    var exercise = Played()
    try exercise.say(.invite(name: "Bo", role: .blue), Played.wanda)
    let other = ExerciseCommand.invite(name: "Bo", role: .red)
    #expect(refusal { try exercise.say(other, Played.wanda) }?.kind == .invalid)
    #expect(exercise.state.people == [ShownPerson(name: "Bo", role: .blue, hasJoined: false)])
  }

  @Test("A gap gets one person, a later day and a re-test, and nothing less")
  func assign() throws {
    var exercise = try Played.running()
    try exercise.say(.finish(reason: "noon"), Played.wanda)
    func assign(_ owner: String, _ due: String, _ retest: String) -> Refusal? {
      let command = ExerciseCommand.assign(
        gap: "no alert", owner: owner, due: due, retest: retest)
      return refusal {
        _ = try exercise.state.decide(
          command, by: Played.wanda, now: .zero, today: "2030-06-01")
      }
    }
    #expect(assign("Ann Smith", "2030-07-01", "step cut of the next mission") == nil)
    #expect(assign("the SRE team", "2030-07-01", "step cut")?.kind == .invalid)
    #expect(assign("Ann Smith", "2030-05-01", "step cut")?.kind == .invalid)
    #expect(assign("Ann Smith", "2030-07-01", "none")?.kind == .invalid)
  }
}
