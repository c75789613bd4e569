import Debrief
import Readiness
import Vocabulary

/// The quorum erosion as two people on call met it: a pause, a hint, raters, a recorded terminal.
enum PeopleExercise {
  static let recorded: [TimelineEvent] = {
    var events:
      [(
        Double, TimelineEvent.Lane, TimelineEvent.Kind, StepName?, HostName?, [String: JSONValue]
      )] = QuorumErosion.timeline.filter { $0.lane != .blue }.map {
        // Everything after the pause came two minutes later on the clock on the wall.
        let second = $0.timeNs.inSeconds
        return (second > 50 ? second + 120 : second, $0.lane, $0.kind, $0.step, $0.host, $0.fields)
      }
    events += [
      (33, .blue, .alertAcknowledged, nil, nil, ["id": "a2", "by": "Bo"]),
      (
        38, .blue, .hypothesisPosted, nil, nil,
        [
          "id": "H1", "by": "Bo", "mechanism": "net.cut", "location": "n1", "confidence": 0.5,
          "evidence": ["timeouts"], "text": "",
        ]
      ),
      (
        43, .blue, .hypothesisPosted, nil, nil,
        [
          "id": "H2", "by": "Ida", "mechanism": "", "location": "", "confidence": 0.3,
          "evidence": ["a2"], "text": "the disk of a follower is dying",
        ]
      ),
      (47, .white, .noteTaken, nil, nil, ["text": "They look at the network.", "by": "Wim"]),
      (49, .red, .stepHeld, "slow-disk", nil, ["by": "Rae"]),
      (50, .white, .exercisePaused, nil, nil, ["reason": "the fire alarm rang"]),
      (170, .white, .exerciseResumed, nil, nil, [:]),
      (172, .red, .legUpAsked, nil, nil, ["text": "may the cut come first?", "by": "Rae"]),
      (
        175, .blue, .actionExecuted, nil, "n1",
        [
          "action": "journalctl -u etcd -n 20", "exit": 0, "mutating": false, "by": "Ida",
          "duration_ns": 400_000_000,
        ]
      ),
      (178, .blue, .hypothesisWithdrawn, nil, nil, ["id": "H1", "by": "Bo"]),
      (
        186.7, .blue, .hypothesisPosted, nil, nil,
        [
          "id": "H3", "by": "Ida", "mechanism": "disk.slow", "location": "n1", "confidence": 0.7,
          "evidence": ["fsync 1.0 s"], "text": "",
        ]
      ),
      (188, .blue, .handoverPosted, nil, nil, ["text": "Ida has the terminal.", "by": "Bo"]),
      (
        191.1, .blue, .decisionPosted, nil, nil,
        ["response": "end-maintenance", "text": "bring n3 back", "by": "Ida"]
      ),
      (
        204.2, .blue, .actionExecuted, nil, "n3",
        [
          "action": "sudo systemctl start etcd", "exit": 0, "mutating": true, "by": "Ida",
          "started_ns": 203_900_000_000,
        ]
      ),
    ]
    var timeline = Fixtures.timeline(events)
    for place in timeline.indices where timeline[place].kind == .alertFired {
      let ids = ["MemberDown": "a1", "WriteUnavailable": "a2", "EtcdSlowFsync": "a3"]
      let name = timeline[place].fields["alert"]?.text ?? ""
      timeline[place].fields["id"] = .string(ids[name] ?? "a9")
    }
    for place in timeline.indices where timeline[place].kind == .alertResolved {
      let name = timeline[place].fields["alert"]?.text ?? ""
      timeline[place].fields["id"] = name == "MemberDown" ? "a1" : "a2"
    }
    return timeline
  }()

  static let clock = ExerciseClock(recorded)
  static let timeline = clock.time(recorded)

  /// The number of the hypothesis in blue's own words.
  static let ownWords = recorded.first { $0.fields["id"]?.text == "H2" }?.sequence ?? -1

  static let log: [TimelineEvent] = {
    func event(_ kind: TimelineEvent.Kind, _ fields: [String: JSONValue]) -> TimelineEvent {
      .init(sequence: 0, timeNs: .zero, lane: .white, kind: kind, fields: fields)
    }
    func grade(_ rater: String, _ grade: String, _ reason: String) -> TimelineEvent {
      event(
        .gradeGiven,
        [
          "subject": .string("\(ownWords)"), "grade": .string(grade), "rater": .string(rater),
          "reason": .string(reason),
        ])
    }
    let lateAct = GapAssignment(
      gap: Gap.lateAct.rawValue, owner: "Ida Moe", due: "2027-01-31",
      retest: "cygnet rehearse etcd-quorum-erosion")
    return [
      grade("Wim", "partial", "names a disk, not which"),
      grade("Ute", "partial-scope", "a follower is a place"),
      event(.gapAssigned, lateAct.fields(by: "Wim")),
    ]
  }()

  static let run = RecordedRun(
    timeline: timeline, verdicts: Fixtures.verdicts(acknowledged: 41_880, gap: 2510, errors: 0.3),
    series: QuorumErosion.series, responder: "people", grades: Grades(log))

  static let terminal = clock.time(
    TerminalOutput(
      number: 1, title: "Ida on ops",
      frames: [
        .init(timeNs: .seconds(173), text: "\u{1b}]0;ops\u{7}ops@ops (orders) $ "),
        .init(timeNs: .seconds(174.2), text: "ssh n1 journaX\u{8}lctl -u etcd -n 2\r\n"),
        .init(
          timeNs: .seconds(175),
          text: "\u{1b}[31mwal: sync duration of 1.003s, expected less than 1s\u{1b}[0m\r\n"),
        .init(timeNs: .seconds(203.9), text: "ops@n3 (orders) $ sudo systemctl start etcd\r\n"),
      ]))

  static let input: DebriefInput = {
    var plan = QuorumErosion.plan
    plan.budget.holdNs = .seconds(10)
    let score = Scoring.score(plan: plan, run: run)
    var input = DebriefInput(
      plan: plan, environment: Fixtures.environment, folder: "runs/live/brisk-heron-42",
      responder: "people", isValid: true, invalidReasons: [], faults: QuorumErosion.faults,
      timeline: timeline, verdicts: run.verdicts, series: QuorumErosion.series, score: score)
    input.classification = "confidential"
    input.code = "brisk-heron-42"
    input.clock = clock
    input.grading = GradeSheet(plan: plan, run: run)
    input.red = RedScore(plan: plan, run: run, score: score, attribution: nil)
    input.workshop = GapWorkshop([.noAlert, .lateAct], log: log)
    input.terminals = [terminal]
    return input
  }()
}
