import Exercises
import Testing
import Vocabulary

@Suite struct VisibilityTests {
  static let kinds: [TimelineEvent.Kind] = [
    .exerciseStarted, .exerciseEnded, .limitReached, .stepCommanded, .stepAcknowledged,
    .stepEffective, .settingEffective, .stepUnproved, .stepSkipped, .healCommanded, .healProved,
    .healUnproved, .commandRan, .replicasCompared, .residueSeen, .healSuperseded, .leaseExpired,
    .databaseExited, .helperEnded, .cueSent, .alertFired, .alertResolved, .leaderSeen,
    .redundancySeen, .hypothesisPosted, .decisionPosted, .actionExecuted, .troubleDeclared,
    .hintGiven, .hypothesisWithdrawn, .automationNoticed, .incidentBegan, .leakReported,
    .exercisePaused, .exerciseResumed, .controllerLost, .abortCalled, .finishCalled, .stopCalled,
    .alertAcknowledged, .noteTaken, .handoverPosted, .blueLogClosed, .stepHeld, .stepReleased,
    .stepTriggered, .legUpAsked, .released, .exerciseDesigned, .gateOverridden,
    .personInvited, .personJoined,
    .preflightBegan, .preflightNoted, .preflightConfirmed, .startAsked, .startFailed, .gradeGiven,
    .gapAssigned, .planProposed, .planRefused, .planChanged, .exerciseGraded, .exerciseSealed,
    .exerciseRevealed, .missionRead,
    "some.kind-of-tomorrow",
  ]
  static let names = [
    "mission", "seed", "responder", "origin_ns", "reason", "whole", "measured", "condition",
    "kind", "targets", "prompt", "proof", "part", "setting", "lines", "healed", "status", "name",
    "command", "exit", "output", "error", "alert", "id", "source", "signal_at_ns", "starts_at_ns",
    "summary", "margin", "mechanism", "location", "confidence", "evidence", "response", "action",
    "hosts", "parameters", "mutating", "started_ns", "duration_ns", "detail", "expected", "text",
    "by", "subject", "grade", "rater", "at_ns", "terminal", "cwd", "trigger", "truth", "title",
    "sha256", "commitment", "steps", "responses", "findings", "quarter", "target",
    "wall_ns",
  ]

  /// What blue may have, written down a second time: the code's list must not grow unseen.
  static let allowed: [TimelineEvent.Kind: Set<String>] = [
    .alertFired: ["alert", "id", "summary", "source"], .alertResolved: ["alert", "id", "source"],
    .cueSent: ["text"], .hintGiven: ["text"], .released: ["text"],
    .automationNoticed: ["mechanism", "location"], .alertAcknowledged: ["id", "by"],
    .troubleDeclared: ["location", "source", "by"],
    .hypothesisPosted: [
      "id", "by", "mechanism", "location", "confidence", "evidence", "text",
    ],
    .hypothesisWithdrawn: ["id", "by", "mechanism", "location"],
    .decisionPosted: ["id", "by", "response", "text"],
    .actionExecuted: [
      "action", "hosts", "exit", "started_ns", "duration_ns", "by", "terminal", "cwd",
    ],
    .noteTaken: ["text", "by", "at_ns"], .handoverPosted: ["text", "by"],
    .stopCalled: ["reason", "by"],
  ]

  private func event(
    _ kind: TimelineEvent.Kind, _ lane: TimelineEvent.Lane, nested: Bool = false
  ) -> TimelineEvent {
    var fields: [String: JSONValue] = [:]
    for name in Self.names {
      let secret = JSONValue.string("SECRET-\(name)")
      fields[name] = nested ? .object(["inner": secret]) : secret
    }
    return TimelineEvent(
      sequence: 4_711, timeNs: .seconds(1), lane: lane, kind: kind, step: "SECRET-step",
      host: "n1", fields: fields)
  }

  @Test("Blue gets of every kind and lane the listed fields, and never a step or a number")
  func blue() {
    for kind in Self.kinds {
      for lane in TimelineEvent.Lane.allCases {
        guard let seen = Visibility.blue(event(kind, lane)) else { continue }
        #expect(Set(seen.fields.keys).isSubset(of: Self.allowed[kind] ?? []), "\(kind.rawValue)")
        #expect(seen.step == nil && seen.sequence == 0)
        #expect(seen.lane != .red, "\(kind.rawValue)")
        #expect(
          seen.host == nil || [.alertFired, .alertResolved, .actionExecuted].contains(kind))
      }
    }
  }

  @Test("Nothing nested reaches blue, whatever its field is called")
  func nested() throws {
    for kind in Self.kinds {
      for lane in TimelineEvent.Lane.allCases {
        guard let seen = Visibility.blue(event(kind, lane, nested: true)) else { continue }
        #expect(!(try CanonicalJSON.line(seen)).contains("SECRET"), "\(kind.rawValue)")
      }
    }
  }

  @Test("What red and white say of blue's kinds does not pass as blue's own")
  func lanes() {
    for kind in [TimelineEvent.Kind.noteTaken, .stopCalled, .hypothesisPosted, .actionExecuted] {
      #expect(Visibility.blue(event(kind, .blue)) != nil)
      #expect(Visibility.blue(event(kind, .white)) == nil)
      #expect(Visibility.blue(event(kind, .red)) == nil)
    }
  }

  @Test("A lost controller looks like any pause")
  func lost() {
    let seen = Visibility.blue(event(.controllerLost, .white))
    #expect(seen?.kind == .exercisePaused && seen?.fields.isEmpty == true)
  }

  @Test("Observers see phases and what white releases, and nothing else")
  func observers() {
    for kind in Self.kinds {
      for lane in TimelineEvent.Lane.allCases {
        guard let seen = Visibility.observer(event(kind, lane)) else { continue }
        #expect(seen.kind == .released || seen.fields.isEmpty, "\(kind.rawValue)")
        #expect(seen.kind != .released || Set(seen.fields.keys) == ["text"])
        #expect(seen.step == nil && seen.host == nil)
      }
    }
  }

  @Test("Red does not see grades, white's notes, or who suspects what")
  func red() {
    for kind in [TimelineEvent.Kind.gradeGiven, .noteTaken, .leakReported, .missionRead] {
      #expect(Visibility.red(event(kind, .white)) == nil)
    }
    #expect(Visibility.red(event(.stepEffective, .red)) == event(.stepEffective, .red))
  }

  @Test("After the reveal everyone sees everything: the filter can tell")
  func revealed() {
    for kind in Self.kinds {
      let whole = event(kind, .red)
      for role in Role.allCases {
        #expect(Visibility.event(whole, for: role, isRevealed: true) == whole)
      }
    }
    #expect(Visibility.event(event(.stepEffective, .red), for: .blue, isRevealed: false) == nil)
  }

  @Test("Blue's record counts from 1 without gaps, whatever happened in between", arguments: 0..<20)
  func numbers(seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    var record = BlueRecord()
    for number in 0..<200 {
      let lane = TimelineEvent.Lane.allCases[random.below(4)]
      var drawn = event(Self.kinds[random.below(Self.kinds.count)], lane)
      drawn.sequence = number
      record.append(drawn)
    }
    #expect(record.events.map(\.number) == Array(1...record.events.count))
    #expect(record.events.map(\.event.sequence) == record.events.map(\.number))
    #expect(record.events(after: 3).first?.number == 4)
    let again = BlueRecord(events: record.events.map(\.event))
    #expect(again == record)
    for secret in ["step", "proof", "targets", "mission", "truth", "subject", "expected"] {
      #expect(!(try CanonicalJSON.line(record.events)).contains("SECRET-\(secret)"))
    }
  }
}
