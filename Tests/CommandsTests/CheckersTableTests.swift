import Testing

@testable import Commands

@Suite struct CheckersTableTests {
  private func row(
    _ operations: Int, cpuMs: Double, result: String = "valid", barMs: Double? = nil
  ) -> CheckersReport.Row {
    CheckersReport.Row(
      family: "one key, 25 clients", operations: operations, form: "blocks", result: result,
      cpuMs: cpuMs, repeats: 5, peakMib: 22.4, operationsPerS: 1_000, barMs: barMs)
  }

  private func report(_ rows: [CheckersReport.Row]) -> CheckersReport {
    CheckersReport(
      cygnetVersion: "0.0.0", emptyMib: 20, rows: rows,
      exponents: CheckersReport.exponents(rows),
      recorder: CheckersReport.Recorder(
        operations: 10, nsPerOperation: 224, operationsPerS: 4_000_000))
  }

  @Test func `A bar that is missed is said so, and so is a wrong verdict`() {
    #expect(CheckersTable.text(report([row(10_000, cpuMs: 3, barMs: 5)])).contains("≤ 5 ms: met"))
    let slow = report([row(10_000, cpuMs: 6, barMs: 5)])
    #expect(CheckersTable.text(slow).contains("≤ 5 ms: MISSED"))
    #expect(!slow.isMet)
    #expect(!report([row(10_000, cpuMs: 1, result: "invalid", barMs: 5)]).isMet)
  }

  @Test func `The exponent is that of the sizes`() throws {
    let linear = report([
      row(10_000, cpuMs: 1), row(100_000, cpuMs: 10), row(1_000_000, cpuMs: 100),
    ])
    #expect(abs(try #require(linear.exponents["one key, 25 clients"]) - 1) < 0.001)
    let square = report([row(10_000, cpuMs: 1), row(100_000, cpuMs: 100)])
    #expect(abs(try #require(square.exponents["one key, 25 clients"]) - 2) < 0.001)
    #expect(report([row(10_000, cpuMs: 1)]).exponents.isEmpty)
  }

  @Test func `What Porcupine answered stands beside ours`() {
    var row = row(10_000, cpuMs: 3)
    row.porcupineResult = "no answer in 30 s"
    #expect(CheckersTable.markdown(report([row])).contains("| no answer in 30 s |"))
    row.porcupineResult = "valid"
    row.porcupineMs = 5_793
    row.porcupineMib = 2_004
    #expect(CheckersTable.text(report([row])).contains("valid, 5793 ms, 2004 MiB"))
  }
}
