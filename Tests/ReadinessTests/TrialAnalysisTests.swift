import Readiness
import Testing
import Vocabulary

@Suite struct TrialAnalysisTests {
  private typealias Samples = TrialSamples

  private static func outcome(_ table: TrialTable, _ name: String) -> [Int]? {
    table.outcomes.first { $0.name == name }.map { [$0.count, $0.trials] }
  }

  @Test("An invalid exercise is listed, and counts in no n but its own")
  func invalid() {
    let table = TrialAnalysis.table(of: [
      Samples.record(2, defects: ["cut was not proved"], verdict: .invalid, end: .open),
      Samples.record(1), Samples.record(3, end: .late),
    ])
    #expect(table.trials.map(\.seed) == [1, 3])
    #expect(table.invalid.map(\.seed) == [2])
    #expect(Self.outcome(table, "exercise valid") == [2, 3])
    #expect(Self.outcome(table, "verdict invalid") == [0, 2])
    #expect(Self.outcome(table, "contained within SLA") == [1, 2])
  }

  @Test("Shares have Jeffreys' interval, which reaches the end that was reached")
  func intervals() throws {
    let table = TrialAnalysis.table(of: (1...5).map { Samples.record($0) })
    let held = try #require(table.outcomes.first { $0.name == "contained within SLA" })
    // Beta(5.5, 0.5): Brown, Cai and DasGupta, table 5.
    #expect(held.count == 5 && held.trials == 5 && held.high == 1)
    #expect(abs(held.low - 0.6206) < 0.0002)
  }

  @Test("Of nobody's trials none could be diagnosed, and none is worse than nobody")
  func nobody() {
    let table = TrialAnalysis.table(of: [Samples.record(1, responder: "none", end: .open)])
    for name in ["detected", "diagnosed", "worse than nobody"] {
      #expect(Self.outcome(table, name) == nil)
    }
    #expect(Self.outcome(table, "contained within SLA") == [0, 1])
  }

  @Test("Where nothing broke nobody had to notice, and it counts as held")
  func absorbed() {
    let table = TrialAnalysis.table(of: [
      Samples.record(1, after: nil, end: .absorbed), Samples.record(2),
    ])
    #expect(Self.outcome(table, "contained within SLA") == [2, 2])
    #expect(Self.outcome(table, "detected") == [1, 1])
  }

  @Test("Lost writes that nobody could count are in no n")
  func unknownLoss() {
    let table = TrialAnalysis.table(of: [
      Samples.record(1, damage: Samples.damage(lost: nil)),
      Samples.record(2, damage: Samples.damage(lost: 7)), Samples.record(3),
    ])
    #expect(Self.outcome(table, "writes lost") == [1, 2])
    #expect(table.figures.first { $0.name == "lost writes" }?.trials == 2)
  }

  @Test("A gap is counted over all valid trials, and only where it showed itself")
  func gaps() {
    let table = TrialAnalysis.table(of: [
      Samples.record(1, gaps: [.wrongTarget, .noDiagnosis]),
      Samples.record(2, gaps: [.noDiagnosis]),
      Samples.record(3),
    ])
    #expect(table.gaps.map(\.name) == ["no diagnosis", "wrong target"])
    #expect(table.gaps.map(\.count) == [2, 1] && table.gaps.allSatisfy { $0.trials == 3 })
  }

  @Test(
    "The median of an even number is between the middle two; the range is of all",
    arguments: [([3, 1, 2], [2, 1, 3]), ([4, 1, 2, 9], [3, 1, 9]), ([5], [5, 5, 5])]
      as [([Double], [Double])])
  func spreads(values: [Double], expected: [Double]) throws {
    let spread = try #require(TrialAnalysis.spread("", "", values))
    #expect([spread.median, spread.least, spread.most] == expected)
    #expect(TrialAnalysis.spread("", "", []) == nil)
  }

  @Test("The order of the records changes nothing, and each pair has its table")
  func order() {
    let records = (1...4).flatMap { seed in
      ["none", "runbook:good"].map { Samples.record(seed, responder: $0) }
    }
    let tables = TrialAnalysis.tables(of: records)
    #expect(tables == TrialAnalysis.tables(of: records.reversed()))
    #expect(tables.map(\.responder) == ["none", "runbook:good"])
  }

  @Test(
    "More damage is more lost writes, a larger blast or an outage longer than chance explains",
    arguments: [
      (TrialSamples.damage(), false), (TrialSamples.damage(lost: 1), true),
      (TrialSamples.damage(blast: 4), true), (TrialSamples.damage(outage: 11.9), false),
      (TrialSamples.damage(outage: 12.1), true), (TrialSamples.damage(blast: 2, outage: 1), false),
    ])
  func worse(damage: TrialRecord.Damage, isWorse: Bool) {
    #expect(Samples.record(1, damage: damage, twin: Samples.damage()).isWorse == isWorse)
    #expect(!Samples.record(1, responder: "none", damage: damage).isWorse)
    #expect(!Samples.record(1, damage: damage, twin: nil).isWorse)
    var waited = Samples.record(1, damage: damage, twin: Samples.damage())
    waited.hasActed = false
    #expect(!waited.isWorse)
  }
}
