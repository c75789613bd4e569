import Readiness
import Testing
import Vocabulary

@Suite struct MatrixAnalysisTests {
  private typealias Samples = TrialSamples

  private static let records =
    (1...3).flatMap { seed in
      [
        Samples.record(seed, responder: "none", after: nil, end: .open),
        Samples.record(seed, after: Double(seed) * 4),
        Samples.record(
          seed, responder: "runbook:bad", after: nil, end: .open,
          damage: Samples.damage(blast: 5, lost: 3, outage: 40),
          gaps: seed == 1 ? [.wrongTarget, .lossByResponse] : []),
      ]
    } + [Samples.record(9, mission: "another", defects: ["torn"])]

  @Test("Nobody stands first, and a pair that nobody played has no cell")
  func shape() {
    let matrix = MatrixAnalysis.matrix(of: Self.records)
    #expect(matrix.missions == ["another", "erosion"])
    #expect(matrix.responders == ["none", "runbook:bad", "runbook:good"])
    #expect(matrix.cells.count == 4)
    #expect(matrix.cell("another", "none") == nil)
    #expect(matrix == MatrixAnalysis.matrix(of: Self.records.reversed()))
  }

  @Test("A cell counts what was contained, and shows a runbook that makes it worse")
  func cells() throws {
    let matrix = MatrixAnalysis.matrix(of: Self.records)
    let good = try #require(matrix.cell("erosion", "runbook:good"))
    #expect(good.held == 3 && good.trials == 3 && good.worse == 0 && !good.isHarmful)
    #expect(good.timeToContainmentNs == .seconds(8))
    let bad = try #require(matrix.cell("erosion", "runbook:bad"))
    #expect(bad.held == 0 && bad.worse == 3 && bad.wrongTarget == 1 && bad.lossByResponse == 1)
    #expect(bad.isHarmful && bad.lostWrites == 3 && bad.timeToContainmentNs == nil)
    let nobody = try #require(matrix.cell("erosion", "none"))
    #expect(nobody.worse == 0 && !nobody.isHarmful)
  }

  @Test("An exercise that may not be believed counts in nothing")
  func invalid() throws {
    let cell = try #require(MatrixAnalysis.matrix(of: Self.records).cell("another", "runbook:good"))
    #expect(cell.trials == 0 && cell.invalid == 1 && cell.held == 0 && cell.blast == nil)
    #expect(!cell.isHarmful)
  }
}
