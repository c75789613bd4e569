import Exercises
import Testing
import Vocabulary

@Suite struct ExerciseStatePropertyTests {
  typealias Played = PlayedExercise

  /// A command that may mean something, drawn at random.
  private func draw(_ random: inout SeededRandom, _ state: ExerciseState) -> ExerciseCommand {
    let step: StepName = random.below(2) == 0 ? "cut" : "slow-disk"
    let subject = state.gradings.first?.subject ?? "1"
    let host = "n\(1 + random.below(3))"
    let share = Double(random.below(11)) / 10
    let mechanism = random.below(3) == 0 ? "the moon" : "disk.slow"
    let choices: [ExerciseCommand] =
      CommandWireTests.all + [
        .confirm(item: "backup", reason: "seen"), .start, .start, .resume, .hold(step: step),
        .unhold(step: step), .trigger(step: step), Played.belief(mechanism, host, share),
        Played.belief(mechanism, host, share), .withdraw(hypothesis: "H\(1 + random.below(4))"),
        .grade(subject: subject, grade: "wrong", reason: "x"), .handOver(text: "bye"), .seal,
      ]
    return choices[random.below(choices.count)]
  }

  @Test("No sequence of commands leaves the graph of phases or breaks a rule", arguments: 0..<60)
  func legal(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    var exercise = Played(Played.design(needsTwoPersons: seed.isMultiple(of: 2)))
    for _ in 0..<400 {
      exercise.now = exercise.now + .seconds(random.below(5))
      let person = Played.everyone[random.below(Played.everyone.count)]
      let command = draw(&random, exercise.state)
      let before = exercise
      do {
        try exercise.say(command, person)
      } catch {
        #expect(exercise.state == before.state, "a refused \(command.name) changed something")
        continue
      }
      let (old, new) = (before.state.phase, exercise.state.phase)
      #expect(old == new || reaches(old, new), "seed \(seed): \(command.name) \(old) → \(new)")
      let open = exercise.state.openHypotheses
      #expect(open.count <= 3 && open.reduce(0) { $0 + $1.confidence } <= 1.000_001)
      let started = exercise.effects.filter { $0 == .startClock }.count
      #expect(started <= 1)
      if let abort = exercise.timeline.firstIndex(where: { $0.kind == .abortCalled }) {
        #expect(!exercise.timeline[abort...].contains { $0.kind == .stepTriggered })
      }
    }
  }

  /// Whether a phase follows, perhaps through others, as one command may bring about two.
  private func reaches(_ from: ExercisePhase, _ to: ExercisePhase) -> Bool {
    from.successors.contains(to)
      || from.successors.contains { $0.successors.contains(to) && $0 != .paused }
  }

  @Test("The events on disk give the same state again", arguments: 0..<40)
  func replay(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed), purpose: "replay")
    var exercise = Played(Played.design(needsTwoPersons: seed.isMultiple(of: 2)))
    for _ in 0..<300 {
      exercise.now = exercise.now + .seconds(random.below(5))
      let person = Played.everyone[random.below(Played.everyone.count)]
      try? exercise.say(draw(&random, exercise.state), person)
      let whole = RecordOrder.whole(store: exercise.store, timeline: exercise.timeline)
      try #require(whole == exercise.all, "seed \(seed)")
      var again = ExerciseState(design: exercise.state.design)
      again.replay(store: exercise.store, timeline: exercise.timeline)
      try #require(again == exercise.state, "seed \(seed)")
    }
  }

  @Test("Events in any order, of any kind, never leave the graph of phases", arguments: 0..<40)
  func anyEvents(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed), purpose: "events")
    let kinds: [TimelineEvent.Kind] = [
      .preflightBegan, .exerciseStarted, .exercisePaused, .exerciseResumed, .exerciseEnded,
      .abortCalled, .finishCalled, .stopCalled, .exerciseGraded, .exerciseSealed,
      .exerciseRevealed, .controllerLost, .gradeGiven, .startAsked, .hypothesisPosted,
    ]
    var state = ExerciseState(design: Played.design())
    for number in 0..<200 {
      let before = state.phase
      state.apply(
        TimelineEvent(
          sequence: number, timeNs: .seconds(number), lane: .white,
          kind: kinds[random.below(kinds.count)]))
      #expect(before == state.phase || before.successors.contains(state.phase))
    }
  }
}
