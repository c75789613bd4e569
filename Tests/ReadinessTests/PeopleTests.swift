import Readiness
import Testing
import Vocabulary

@Suite struct PeopleTests {
  private typealias R = Rehearsal

  @Test(
    "A pause anywhere changes no duration",
    arguments: [3.0, 9.9, 10.2, 12, 14, 20, 25.5, 26.5, 29, 50, 120])
  func pausesDoNotCount(at start: Double) throws {
    let plain = Rehearsal().run
    for length in [0.4, 7, 1800] {
      let paused = Self.paused(plain.timeline, at: .seconds(start), for: .seconds(length))
      let clock = ExerciseClock(paused)
      #expect(clock.hasStood)
      let mapped = RecordedRun(
        timeline: clock.time(paused), verdicts: plain.verdicts, series: plain.series,
        responder: plain.responder)
      let (one, other) = (
        Scoring.score(plan: R.plan, run: plain), Scoring.score(plan: R.plan, run: mapped)
      )
      #expect(one.times == other.times)
      #expect(one.phases == other.phases && one.readiness == other.readiness)
      #expect(one.timeToContainmentNs == other.timeToContainmentNs)
      #expect(one.blastRadius == other.blastRadius)
    }
  }

  @Test func `Without the clock a pause would count`() {
    let plain = Rehearsal().run
    let paused = Self.paused(plain.timeline, at: .seconds(20), for: .seconds(1800))
    let raw = RecordedRun(
      timeline: paused, verdicts: plain.verdicts, series: plain.series,
      responder: plain.responder)
    #expect(
      Scoring.score(plan: R.plan, run: raw).times != Scoring.score(plan: R.plan, run: plain).times)
  }

  /// The same timeline as it would have been recorded with a pause in it.
  private static func paused(
    _ timeline: [TimelineEvent], at start: Nanoseconds, for length: Nanoseconds
  ) -> [TimelineEvent] {
    var events = timeline.map { event in
      var event = event
      if event.timeNs > start { event.timeNs = event.timeNs + length }
      if let at = event.fields["signal_at_ns"]?.whole, at > start.rawValue {
        event.fields["signal_at_ns"] = .integer(at + length.rawValue)
      }
      return event
    }
    func mark(_ kind: TimelineEvent.Kind, _ time: Nanoseconds) -> TimelineEvent {
      .init(sequence: 0, timeNs: time, lane: .white, kind: kind, fields: ["reason": "rain"])
    }
    let place = events.firstIndex { $0.timeNs > start } ?? events.endIndex
    events.insert(mark(.exerciseResumed, start + length), at: place)
    events.insert(mark(.exercisePaused, start), at: place)
    for index in events.indices { events[index].sequence = index }
    return events
  }

  @Test func `The first acknowledgement of an alert that counts is T1a`() {
    var exercise = Rehearsal()
    func fired(_ name: String, _ id: String, _ time: Double) -> TimelineEvent {
      R.event(time, .system, .alertFired, ["alert": .string(name), "id": .string(id)])
    }
    func taken(_ id: String, _ time: Double) -> TimelineEvent {
      R.event(time, .blue, .alertAcknowledged, ["id": .string(id), "by": "Bo"])
    }
    exercise.extra = [
      fired("Backup", "a1", 13), taken("a1", 13.5), fired("EtcdSlowFsync", "a2", 15),
      taken("a2", 19), taken("a9", 12),
    ]
    #expect(exercise.score.times.t1aNs == .seconds(19))
    #expect(exercise.score.inputs.contains { $0.name == "T1a" && $0.value == "5.0 s after T1" })
    exercise.extra = []
    #expect(exercise.score.times.t1aNs == nil)
  }

  @Test func `People withdraw a hypothesis by its number`() {
    var exercise = Rehearsal()
    exercise.blue[1].fields["id"] = "H1"
    #expect(exercise.score.bits.diagnosed)
    exercise.extra = [R.event(25, .blue, .hypothesisWithdrawn, ["id": "H2"])]
    #expect(exercise.score.bits.diagnosed)
    exercise.extra = [R.event(25, .blue, .hypothesisWithdrawn, ["id": "H1"])]
    #expect(!exercise.score.bits.diagnosed)
  }

  @Test func `A command in a terminal carries out the decision that it means`() throws {
    var exercise = Rehearsal()
    exercise.blue[3] = R.action("sudo systemctl start etcd", "n3", 27)
    let typed = exercise.score
    #expect(typed.readiness == 5 && typed.phases.act == 5)
    exercise.blue[3] = R.action("systemctl restart etcd", "n1", 27)
    #expect(exercise.score.phases.act == Rehearsal.restarting.phases.act)
    // Looking costs nothing, however often and wherever.
    exercise.blue = Rehearsal.textbook
    for time in 15..<24 {
      exercise.blue.append(
        R.action("etcdctl endpoint status", "n9", Double(time), exit: 1, mutating: false))
    }
    #expect(exercise.score.phases == Rehearsal().score.phases)
  }

  @Test func `A sham has no readiness and counts false alarms`() {
    var exercise = Rehearsal()
    exercise.blue = [R.event(8, .blue, .troubleDeclared, ["location": "n1", "source": "human"])]
    let events = exercise.timeline.filter { $0.lane != .red }
    func score(isSham: Bool) -> Score {
      Scoring.score(
        plan: R.plan,
        run: RecordedRun(
          timeline: events, verdicts: [], series: exercise.series, responder: "people",
          isSham: isSham))
    }
    #expect(score(isSham: true).readiness == nil)
    #expect(score(isSham: true).readinessReason.contains("1 declaration"))
    #expect(!score(isSham: false).readinessReason.contains("sham"))
  }
}

extension Rehearsal {
  /// The textbook, but with a harmful restart instead of the cure.
  fileprivate static let restarting: Score = {
    var exercise = Rehearsal()
    exercise.blue[3] = action("operator.restart", "n1", 27)
    return exercise.score
  }()
}

@Suite struct RedScoreTests {
  private func red(_ exercise: Rehearsal) -> RedScore? {
    RedScore(plan: Rehearsal.plan, run: exercise.run, score: exercise.score, attribution: nil)
  }

  @Test func `Unavailability before the alert is reached before T1`() throws {
    let own = try #require(red(Rehearsal()))
    #expect(own.outcome == .beforeDetection)
    #expect(own.isSeenInTime)
    #expect(own.deviations.isEmpty && own.legUps.isEmpty)
  }

  @Test func `After the alert and before containment is before T4; never is not`() throws {
    var late = Rehearsal()
    late.blue[0] = Rehearsal.alert("EtcdSlowFsync", 10.6)
    late.outage = 13...30
    #expect(try #require(red(late)).outcome == .beforeContainment)
    var never = Rehearsal()
    never.outage = nil
    #expect(try #require(red(never)).outcome == .not)
  }

  @Test func `Blue that noticed late, or never, did not see it in time`() throws {
    var late = Rehearsal()
    late.blue[0] = Rehearsal.alert("WriteUnavailable", 21.5, signal: 11)
    #expect(try #require(red(late)).isSeenInTime == false)
    var never = Rehearsal()
    never.blue = []
    let blind = try #require(red(never))
    #expect(blind.detectedAfterNs == nil && !blind.isSeenInTime)
    #expect(blind.outcome == .beforeDetection)
  }

  @Test func `Steps held, skipped or brought forward and leg-ups are listed`() throws {
    var exercise = Rehearsal()
    exercise.extra = [
      Rehearsal.event(6, .red, .stepHeld, step: "slow-disk"),
      Rehearsal.event(8, .red, .stepReleased, step: "slow-disk"),
      Rehearsal.event(40, .red, .stepSkipped, ["reason": "enough"], step: "more"),
      Rehearsal.event(7, .red, .legUpAsked, ["text": "may we wait?", "by": "Rae"]),
    ]
    let own = try #require(red(exercise))
    #expect(
      own.deviations.map(\.text) == [
        "slow-disk held back", "slow-disk released", "more skipped: enough",
      ])
    #expect(own.legUps.map(\.text) == ["may we wait?"])
  }

  @Test func `Lost writes are reached when what took them took effect`() throws {
    var plan = Rehearsal.plan
    plan.objective = .dataLoss
    let exercise = Rehearsal()
    func red(_ attribution: Attribution?) -> RedScore? {
      RedScore(plan: plan, run: exercise.run, score: exercise.score, attribution: attribution)
    }
    #expect(red(nil)?.outcome == .not)
    let effective = exercise.run.timeline.first {
      $0.kind == .stepEffective && $0.step == "slow-disk"
    }
    var counts = Attribution.Counts()
    counts.lost = 3
    let entry = Attribution.Entry(
      cause: .fault, name: "slow-disk", parts: [], reason: "",
      evidence: [effective?.sequence ?? -1], counts: counts, firstNs: .seconds(4),
      lastNs: .seconds(5))
    let reached = red(Attribution(entries: [entry], total: counts, marks: []))
    #expect(reached?.reachedNs == .seconds(10.5))
    #expect(reached?.outcome == .beforeDetection)
  }
}
