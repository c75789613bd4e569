import Readiness
import Testing
import Vocabulary

/// Drawn incidents of up to four steps, two actions and sixty failures.
@Suite struct AttributionPropertyTests {
  private static let kinds = [
    "net.cut", "proc.kill", "disk.slow", "maintenance.stop", "operator.restart",
    "operator.force-new-cluster", "disk.bit-rot", "backup.restore",
  ]

  private func incident(_ random: inout SeededRandom, healAt: Double? = nil) -> Incident {
    var incident = Incident()
    for index in 0..<Int.random(in: 0...4, using: &random) {
      let start = Double.random(in: 1...30, using: &random)
      let isHealed = Bool.random(using: &random)
      incident.step(
        StepName(rawValue: "s\(index)"), Self.kinds.randomElement(using: &random) ?? "net.cut",
        at: start, healed: isHealed ? start + Double.random(in: 1...20, using: &random) : nil,
        isProved: Int.random(in: 0..<5, using: &random) > 0)
    }
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      let start = Double.random(in: 1...40, using: &random)
      incident.action(
        ["operator.restart", "maintenance.stop", "operator.force-new-cluster"]
          .randomElement(using: &random) ?? "operator.restart", from: start, to: start + 1)
    }
    for _ in 0..<Int.random(in: 0...60, using: &random) {
      let harm = FailedOperation.Harm.allCases.randomElement(using: &random) ?? .lost
      let since = Double.random(in: 0...55, using: &random)
      let known = Bool.random(using: &random) || harm != .unanswered ? since + 0.5 : nil
      incident.operations.append(
        .init(harm, sinceNs: .seconds(since), knownNs: known.map { .seconds($0) }))
    }
    return incident
  }

  @Test func `Every operation is counted once, whatever happened`() {
    for seed in UInt64(0)..<300 {
      var random = SeededRandom(seed: seed)
      let incident = incident(&random)
      let attribution = incident.attribution
      for harm in FailedOperation.Harm.allCases {
        let all = incident.operations.count { $0.harm == harm }
        #expect(attribution.total[harm] == all, "seed \(seed)")
        #expect(attribution.entries.reduce(0) { $0 + $1.counts[harm] } == all, "seed \(seed)")
      }
      #expect(attribution.marks.reduce(0) { $0 + $1.count } == attribution.total.sum)
    }
  }

  @Test func `The order of events and of operations changes nothing`() {
    for seed in UInt64(0)..<300 {
      var random = SeededRandom(seed: seed)
      let incident = incident(&random)
      var other = incident
      other.events.shuffle(using: &random)
      other.operations.shuffle(using: &random)
      other.steps.shuffle(using: &random)
      #expect(other.attribution == incident.attribution, "seed \(seed)")
    }
  }

  @Test func `Healing a fault later never moves blame to the database`() {
    for seed in UInt64(0)..<300 {
      var random = SeededRandom(seed: seed)
      let start = Double.random(in: 1...20, using: &random)
      let heal = start + Double.random(in: 1...20, using: &random)
      let begin = start + Double.random(in: -1...30, using: &random)
      func blamed(healed: Double) -> Int {
        var incident = Incident()
        incident.step("cut", "net.cut", at: start, healed: healed)
        incident.fail(from: begin, to: begin + 20)
        return incident.attribution.entries.filter { $0.cause == .database }
          .reduce(0) { $0 + $1.counts.sum }
      }
      let later = heal + Double.random(in: 0...20, using: &random)
      #expect(blamed(healed: later) <= blamed(healed: heal), "seed \(seed)")
    }
  }

  @Test func `Nothing is blamed that was not done`() {
    for seed in UInt64(0)..<300 {
      var random = SeededRandom(seed: seed)
      let incident = incident(&random)
      let done = Set(incident.steps.map(\.name.rawValue))
      let actions = Set(incident.events.filter { $0.kind == .actionExecuted }.map(\.sequence))
      for entry in incident.attribution.entries {
        for part in entry.parts {
          let isAction = !actions.isDisjoint(with: entry.evidence) && part.contains(" ")
          #expect(done.contains(part) || isAction, "seed \(seed)")
        }
      }
    }
  }
}
