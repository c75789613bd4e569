import Readiness
import Testing
import Vocabulary

/// The edge cases of the rubric in its order; V5, V9, V10 and V15 cover 6, 9 and 4b.
@Suite struct EdgeCaseTests {
  private static let base = Vector.facts(t1: 4, t2: 12, t3: 14, t4: 24)

  private func score(_ change: (inout ExerciseFacts) -> Void) -> Score {
    Scoring.score(Vector.changed(Self.base, change), budget: Vector.budget)
  }

  @Test("1: an alert from before T0 detects nothing unless it says something new")
  func alertBefore() {
    let old = ExerciseFacts.Detection(
      .alert, at: Vector.at(3, 2), signalNs: Vector.t0 - .minutes(1), name: "Old")
    let score = score { $0.detections = [old] }
    #expect(score.readiness == 1)
    #expect(score.inputs.contains { $0.name == "Alert precision" && $0.value.hasPrefix("0 of 1") })
    let news = self.score {
      $0.detections = [old]
      $0.detections[0].hasNewInformation = true
    }
    #expect(news.readiness == 5)
  }

  @Test("2: an unrelated alert detects nothing; the declaration it led to does, as human")
  func unrelated() {
    let distractor = ExerciseFacts.Detection(.alert, at: Vector.at(2, 2), isRelevant: false)
    #expect(score { $0.detections = [distractor] }.readiness == 1)
    let drawn = score {
      $0.detections = [distractor, .init(.human, at: Vector.at(5, 3))]
    }
    #expect(drawn.times.t1Source == "human")
    #expect(drawn.phases.observe == 4)
  }

  @Test("3: right by luck sets T2 only when fitting evidence stands beside it")
  func luck() {
    #expect(score { $0.hypotheses[0].evidenceNs = nil }.bits.diagnosed == false)
    let late = score { $0.hypotheses[0].evidenceNs = Vector.t0 + .minutes(28) }
    #expect(late.times.t2Ns == Vector.t0 + .minutes(28))
    #expect(late.bits.diagnosed)
    #expect(late.phases.orient == 3)
  }

  @Test("4a: what automation absorbs without a breach exercises nobody")
  func absorbed() {
    let score = score {
      $0.decisions = []
      $0.containment = Containment()
      $0.containment.held = [.init(start: Vector.t0, end: $0.windowEndNs)]
    }
    #expect(score.readiness == nil)
    #expect(score.readinessReason.hasPrefix("absorbed"))
    #expect(score.phases.list == [nil, nil, nil, nil])
    #expect(score.censoredReason?.contains("never broke") == true)
  }

  @Test("4: a listed action that keeps the predicate from breaking is containment")
  func prevention() {
    let score = score {
      $0.containment = Containment()
      $0.containment.held = [.init(start: Vector.t0, end: $0.windowEndNs)]
      $0.containment.firstKeyActionNs = Vector.t0 + .minutes(20)
    }
    #expect(score.readiness == 5)
    #expect(score.times.t4Ns == Vector.t0 + .minutes(20))
  }

  @Test("4c: automation that contains a breach and tells nobody is not detection")
  func silentRemediation() {
    let score = score {
      $0.detections = []
      $0.hypotheses = []
      $0.decisions = []
      $0.containment.actionsNs = []
    }
    #expect(score.readiness == 1)
    #expect(score.readinessReason.contains("silent remediation"))
    #expect(score.tags.contains("automation"))
  }

  @Test("5: a relapse moves T4 to the last stable interval")
  func relapse() {
    let score = score {
      $0.containment.held.insert(
        .init(start: Vector.t0 + .minutes(2), end: Vector.t0 + .minutes(15)), at: 0)
    }
    #expect(score.times.t4Ns == Vector.t0 + .minutes(24))
    #expect(score.tags.contains("relapse"))
  }

  @Test("5: a hold that the window cuts short proves nothing")
  func notProven() {
    let score = score { $0.containment.held[0].start = $0.windowEndNs - .minutes(9) }
    #expect(score.bits.contained == false)
    #expect(score.censoredReason?.contains("not proven") == true)
    let proven = self.score { $0.containment.held[0].start = $0.windowEndNs - .minutes(10) }
    #expect(proven.bits.contained)
  }

  @Test("6: contained and never diagnosed is 3, whatever the speed")
  func neverDiagnosed() {
    let score = Scoring.score(Vector.facts(t1: 1, t3: 2, t4: 3), budget: Vector.budget)
    #expect(score.readiness == 3)
  }

  @Test("7: before T0 an exercise is void")
  func voided() {
    let score = score { $0.onset = nil }
    #expect(score.readiness == nil)
    #expect(score.readinessReason.hasPrefix("void"))
  }

  @Test(
    "7: after an abort what had time left is unknown, and what had none is false",
    arguments: [
      (10, nil, "2–5, aborted"), (20, nil, "2–3, aborted"), (40, 2 as Int?, "detected, neither"),
    ])
  func aborted(minute: Int, readiness: Int?, reason: String) {
    let score = score {
      $0.hypotheses = []
      $0.decisions = []
      $0.containment.held = []
      $0.abort = .init(at: Vector.at(minute, 9))
    }
    #expect(score.readiness == readiness)
    #expect(score.readinessReason.hasPrefix(reason))
    #expect(score.censoredReason?.contains("aborted") == true)
  }

  @Test("7: an abort that blue's action caused leaves nothing open about containment")
  func abortByBlue() {
    let score = score {
      $0.containment.held = []
      $0.abort = .init(at: Vector.at(20, 9), isCausedByResponse: true)
    }
    #expect(score.bits.contained == false)
    #expect(score.readiness == 3)
  }

  @Test("8: what the window did not see is censored, never the window's length")
  func censored() {
    let score = score { $0.containment.held = [] }
    #expect(score.timeToContainmentNs == nil)
    #expect(score.censoredReason == "> 170.0 min (censored): not contained in the window")
  }

  @Test("10 and 11: a real incident takes readiness away, a leak only marks it")
  func integrity() {
    let real = score { $0.superseded = Vector.at(5, 9) }
    #expect(real.readiness == nil)
    #expect(real.tags.contains("superseded"))
    let leak = score { $0.leak = Vector.at(5, 9) }
    #expect(leak.readiness == 5)
    #expect(leak.tags.contains("leak-suspected"))
  }

  @Test("12: T1 within the clock's error of T0 counts as zero; beyond it white must decide")
  func clamped() {
    let early = ExerciseFacts.Detection(
      .human, at: .init(Vector.t0 - .seconds(2), evidence: [2]))
    let within = score {
      $0.clockErrorNs = .seconds(3)
      $0.detections = [early]
    }
    #expect(within.times.t1Ns == Vector.t0)
    #expect(within.readiness == 5)
    let beyond = score {
      $0.clockErrorNs = .seconds(1)
      $0.detections = [early]
    }
    #expect(beyond.readiness == nil)
    #expect(beyond.readinessReason.contains("white must move T0"))
  }

  @Test("12: an alert between command and proof of the fault is the fault's")
  func betweenCommandAndProof() {
    let score = score {
      $0.onset?.commandedNs = Vector.t0 - .seconds(5)
      $0.detections = [
        .init(.alert, at: .init(Vector.t0 - .seconds(2), evidence: [2]), name: "WriteUnavailable")
      ]
    }
    #expect(score.times.t1Ns == Vector.t0)
    #expect(score.readiness == 5)
  }

  @Test("14: what the fault's removal repairs, the response did not contain")
  func injectorStopped() {
    let score = score { $0.containment.curesNs = [Vector.t0 + .minutes(23)] }
    #expect(score.bits.contained == false)
    #expect(score.tags.contains("self-healed"))
    let mended = self.score {
      $0.containment.curesNs = [Vector.t0 + .minutes(20)]
      $0.containment.actionsNs = [Vector.t0 + .minutes(22)]
    }
    #expect(mended.bits.contained)
  }

  @Test("15: an alert within the clock's error of a person stands before the person")
  func tie() {
    let change: (inout ExerciseFacts) -> Void = {
      $0.detections = [
        .init(.human, at: Vector.at(4, 2)),
        .init(.alert, at: .init(Vector.t0 + .seconds(242), evidence: [3])),
      ]
    }
    #expect(score(change).times.t1Source == "human")
    let near = score {
      change(&$0)
      $0.clockErrorNs = .seconds(3)
    }
    #expect(near.times.t1Source == "alert")
  }

  @Test("A clock error that could flip a level lets the worse level stand")
  func clockLimited() {
    let change: (inout ExerciseFacts) -> Void = {
      $0.detections = [.init(.alert, at: .init(Vector.t0 + .seconds(359), evidence: [2]))]
    }
    #expect(score(change).phases.observe == 5)
    let near = score {
      change(&$0)
      $0.clockErrorNs = .seconds(2)
    }
    #expect(near.phases.observe == 4)
    #expect(near.tags.contains("clock-limited"))
  }

  @Test("T0 without a proof is tagged")
  func unverified() {
    #expect(score { $0.onset?.isVerified = false }.tags == ["unverified-T0"])
  }
}
