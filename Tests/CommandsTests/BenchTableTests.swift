import Testing
import Vocabulary

@testable import Commands
@testable import Conductor

struct BenchTableTests {
  private func figures(_ milliseconds: Int...) -> LatencyFigures {
    LatencyFigures(of: milliseconds.map { .milliseconds($0) })
  }

  private func report(apply: Int, onDiskPerS: Double) -> BenchReport {
    BenchReport(
      machine: BenchReport.Machine(
        cores: 2, kernel: "6.1", loadBefore: 0.5, cygnetVersion: "0.0.0"),
      faults: [
        FaultFigures(
          name: "net.cut two-way", hosts: 5, apply: figures(apply, apply, 900),
          skew: figures(1), proof: figures(20), heal: figures(3), healProof: figures(8),
          applyBarMs: 10, stopped: figures(3, 3, 8)),
        FaultFigures(
          name: "proc.kill", hosts: 3, apply: figures(1), skew: figures(0), proof: figures(2),
          heal: figures(3),
          healProof: figures(1_500), applyBarMs: nil),
      ],
      missing: [
        BenchReport.Missing(
          name: "net.loss on 3 hosts", reason: "it needs nfqueue", isUnproved: false)
      ], healEverything: figures(120, 130, 400), rangeUp: figures(900, 1_200, 4_000),
      passThrough: PassThroughFigures(
        pairs: [PassThroughFigures.Pair(onDiskPerS: onDiskPerS, plainPerS: 1_000)],
        clientCpuUsPerPut: 61.24))
  }

  @Test("The table has a line a fault, with median, worst, and whether its bar is met")
  func faultLines() throws {
    let lines = BenchTable.text(report(apply: 4, onDiskPerS: 800)).split(separator: "\n")
    let cut = try #require(lines.first { $0.hasPrefix("net.cut two-way") })
    #expect(cut.contains("4 / 900"))
    #expect(cut.contains("3 / 8"))
    #expect(cut.hasSuffix("apply ≤ 10: met; stopped ≤ 5: met"))
    let kill = try #require(lines.first { $0.hasPrefix("proc.kill") })
    #expect(kill.hasSuffix("1500 / 1500"))
    #expect(lines.contains { $0.hasPrefix("range up") && $0.contains("1200 / 4000") })
    #expect(lines.contains { $0.hasPrefix("heal everything") && $0.hasSuffix("≤ 250: met") })
    #expect(lines.contains("not on this machine: net.loss on 3 hosts: it needs nfqueue"))
    #expect(lines.contains { $0.contains("loss 20 %") && $0.hasSuffix("met") })
    #expect(lines.contains { $0.contains("61.2 µs") })
    #expect(!lines.contains { $0.hasSuffix(" ") })
  }

  @Test("As Markdown every row has as many cells as the head")
  func markdown() {
    let lines = BenchTable.markdown(report(apply: 4, onDiskPerS: 800)).split(separator: "\n")
    let rows = lines.filter { $0.hasPrefix("|") }
    #expect(rows.count == 4)
    #expect(rows.allSatisfy { $0.count(where: { $0 == "|" }) == 11 })
  }

  @Test("A bar that is missed is said to be")
  func missedBars() {
    let text = BenchTable.text(report(apply: 11, onDiskPerS: 700))
    #expect(text.contains("apply ≤ 10: MISSED"))
    #expect(text.contains("≤ 25 %: MISSED"))
    #expect(text.contains("≤ 3000: met"))
  }

  @Test(
    "Figures have one digit after the point below a hundred and none above",
    arguments: [(0.04, "0"), (1.25, "1.3"), (99.96, "100"), (99.94, "99.9"), (1_234.5, "1235")])
  func digits(value: Double, text: String) {
    #expect(BenchTable.trimmed(value) == text)
  }
}
