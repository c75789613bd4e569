import Testing
import Vocabulary

@testable import Debrief

@Suite struct TrialsTextTests {
  private static func record(_ seed: UInt64, defects: [String] = []) -> TrialRecord {
    TrialRecord(
      folder: "2026-\(seed)", mission: "erosion", responder: "runbook:good", seed: seed,
      defects: defects, verdict: .valid,
      bits: .init(detected: true, diagnosed: true, contained: true, withinSla: true), readiness: 5,
      timeToContainmentNs: .seconds(12), end: .contained,
      damage: .init(
        blast: 2, lostWrites: 0, outageNs: .seconds(3), longestWriteGapNs: .seconds(3)),
      twin: nil, gaps: [], versions: ["kernel": "6.1", "database_version": "etcd 3.4"])
  }

  private static let table = TrialTable(
    mission: "erosion", responder: "runbook:good", confidence: 0.95,
    trials: [record(1), record(2), record(3)], invalid: [record(4, defects: ["a cut unproved"])],
    outcomes: [.init(name: "contained within SLA", count: 3, trials: 3, low: 0.4696, high: 1)],
    gaps: [.init(name: "no diagnosis", count: 1, trials: 3, low: 0.03, high: 0.77)],
    figures: [
      .init(name: "longest write gap", unit: "ms", trials: 3, median: 812, least: 640, most: 3100)
    ])

  @Test("The table has outcomes, gaps and figures, and names what does not count")
  func terminal() {
    let text = TrialsText.terminal(Self.table)
    for part in [
      "3 trials, seeds 1–3", "3/3", "47–100 %", "no diagnosis", "diagnosis", "812\u{a0}ms",
      "640\u{a0}ms – 3.1\u{a0}s", "not counted: 2026-4, a cut unproved",
    ] {
      #expect(text.contains(part), "\(part) in\n\(text)")
    }
  }

  @Test("Seeds that do not follow each other are named one by one")
  func seeds() {
    #expect(TrialsText.seeds([Self.record(7), Self.record(2)]) == "2, 7")
    #expect(TrialsText.seeds([]) == "–")
  }

  private static func page(unmet: [String]) -> String {
    let fixture = QuorumErosion.plan
    var mission = Mission(
      name: "erosion", title: "One | two", family: "erosion", difficulty: 3,
      database: fixture.database, workload: fixture.workload, claims: fixture.claims,
      hypothesis: "It\n  holds.", objective: .unavailability, targets: [], steps: [],
      blue: fixture.blue, rehearsalBudget: fixture.budget, liveBudget: fixture.budget,
      limits: fixture.limits, ablation: fixture.ablation)
    mission.blue.runbook = "good"
    return TrackRecordText.markdown(
      TrackRecord(entries: [
        .init(mission: mission, played: [.init(role: .runbook, table: table)], unmet: unmet)
      ]))
  }

  @Test("The track record says what was found, on which versions, and what was not as expected")
  func trackRecord() {
    let page = Self.page(unmet: [])
    for part in [
      "# Track record", "All came out as their authors expect", "etcd 3.4", "| 1–3 |",
      "3/3 (47–100 %)", "One \\| two.", "Hypothesis: It holds.", "812\u{a0}ms (640",
      "1 invalid, not counted",
    ] {
      #expect(page.contains(part), "\(part) in\n\(page)")
    }
    #expect(!page.contains("Not as expected"))
    let bad = Self.page(unmet: ["verdict invalid in 1 of 3 trials"])
    #expect(bad.contains("## Not as expected") && bad.contains("| **no** |"))
    #expect(bad.contains("1 did not come out as their authors expect"))
  }
}
