import Findings
import Readiness
import Testing
import Vocabulary

@Suite struct FindingPropertyTests {
  /// Events drawn from a seed, of three findings, with every kind now and then.
  private static func drawn(_ seed: Int) -> [FindingEvent] {
    var random = SeededRandom(seed: UInt64(seed), purpose: "findings")
    let gaps = ["no alert", "no diagnosis", "lost plan"]
    let openings = (1...3).map { number in
      FindingEvent(
        finding: FindingID(number: number), at: "2026-11-28T12:00:00Z", by: "cygnet",
        change: .opened(
          Samples.opening(
            gap: gaps[number - 1], proof: random.below(2) == 0 ? .machine : .people)))
    }
    return openings
      + (0..<random.below(60)).map { index in
        FindingEvent(
          finding: FindingID(number: 1 + random.below(3)), at: moment(index), by: "cygnet",
          change: change(&random, index))
      }
  }

  private static func moment(_ index: Int) -> String {
    let hour = 10 + index % 10
    let day = 10 + index / 10
    return "2026-12-\(day)T\(hour):00:00Z"
  }

  private static func change(_ random: inout SeededRandom, _ index: Int) -> FindingEvent.Change {
    let person = ["people", "runbook:good", "none"][random.below(3)]
    let trial = Samples.trial(
      UInt64(random.below(20)), shown: random.below(6) == 0, responder: person,
      began: moment(max(0, index - random.below(3))), valid: random.below(8) > 0)
    switch random.below(16) {
    case 0: return .assigned(Samples.ann)
    case 1: return .dueChanged(due: "2027-01-31", window: nil)
    case 2: return .retestNamed(FindingRetest(text: "rehearse"))
    case 3, 4: return .claimedFixed(claim: "a commit")
    case 5: return .retestBegun(run: nil)
    case 6: return .reopened(reason: "seen", run: random.below(2) == 0 ? nil : trial.run)
    case 7: return .trialExcluded(run: trial.run, reason: "off")
    case 8:
      return .riskAccepted(
        person: Samples.ann, until: "2026-12-1\(random.below(9))", reason: "cost")
    case 9: return .ownerDeactivated(email: "ann@example.org")
    default: return .trialRecorded(trial)
    }
  }

  @Test("The same events give the same findings, on the wire as well", arguments: 0..<200)
  func deterministic(seed: Int) throws {
    let events = Self.drawn(seed)
    let backlog = Backlog(events)
    #expect(backlog == Backlog(events))
    let lines = try events.map { try CanonicalJSON.line($0) }
    let read = try lines.map { try CanonicalJSON.decode(FindingEvent.self, from: $0) }
    #expect(Backlog(read) == backlog)
  }

  @Test("What happens to other findings changes nothing", arguments: 0..<200)
  func independent(seed: Int) {
    let events = Self.drawn(seed)
    var random = SeededRandom(seed: UInt64(seed), purpose: "order")
    var queues = Dictionary(grouping: events, by: \.finding)
    var mixed: [FindingEvent] = []
    while mixed.count < events.count {
      let id = FindingID(number: 1 + random.below(3))
      guard let next = queues[id]?.first else { continue }
      queues[id]?.removeFirst()
      mixed.append(next)
    }
    #expect(Backlog(mixed).findings == Backlog(events).findings)
  }

  @Test("No statement verifies, wherever it stands and whoever makes it", arguments: 0..<200)
  func statements(seed: Int) {
    let events = Self.drawn(seed)
    var random = SeededRandom(seed: UInt64(seed), purpose: "statements")
    var claimed = events
    for _ in 0..<10 {
      let place = 3 + random.below(claimed.count - 2)
      let id = FindingID(number: 1 + random.below(3))
      let change: FindingEvent.Change =
        random.below(2) == 0
        ? .verified(count: 0, trials: 100) : .other(kind: "closed", fields: [:])
      // At a moment at which no risk runs out, since a day is a fact and no statement.
      let at = claimed[place - 1].at
      claimed.insert(
        FindingEvent(finding: id, at: at, by: "olga@example.org", change: change), at: place)
    }
    let told = Backlog(claimed).findings.map { $0.status(on: "2027-06-01") }
    #expect(told == Backlog(events).findings.map { $0.status(on: "2027-06-01") })
  }

  @Test("k is at most n, and verified are only those that the trials show", arguments: 0..<500)
  func bounds(seed: Int) {
    for finding in Backlog(Self.drawn(seed)).findings {
      for likelihood in [finding.likelihood, finding.allTrials, finding.trialsSinceClaim] {
        #expect(likelihood.count >= 0 && likelihood.count <= likelihood.trials)
      }
      #expect((0...5).contains(finding.priority.value))
      #expect(finding.priority.low <= finding.priority.value)
      guard finding.status == .verified else { continue }
      #expect(finding.demonstration.isEnough && finding.trialsSinceClaim.count == 0)
      let fewest = finding.opening.proof == .machine ? 6 : 2
      #expect(finding.trialsSinceClaim.trials >= fewest)
    }
  }

  @Test func `Draws reach every status, so that the properties say something`() {
    let reached = (0..<500).flatMap { Backlog(Self.drawn($0)).findings.map(\.status) }
    #expect(Set(reached) == Set(Finding.Status.allCases))
  }
}
