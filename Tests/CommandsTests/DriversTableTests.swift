import Testing

@testable import Commands
@testable import Conductor

struct DriversTableTests {
  private func report(ours: Int, errors: Int = 0) -> DriversReport {
    let round = DriverFigures.Round(
      ours: .init(operations: ours, seconds: 2, cpuS: 0.5, errors: errors),
      tool: .init(operations: 2_000, seconds: 2, cpuS: 0.25, errors: 0))
    return DriversReport(
      machine: BenchReport.Machine(
        cores: 2, kernel: "6.1", loadBefore: 0.5, cygnetVersion: "0.0.0"),
      clients: 8, keys: 50, seconds: 2,
      databases: [
        DriverFigures(
          database: "redis", tool: "redis-benchmark", rounds: [round],
          faults: errors > 0 ? ["n1: READONLY": errors] : [:])
      ])
  }

  @Test("A line has both rates, the ratio, both processor times and the bar")
  func met() throws {
    let report = report(ours: 1_900)
    let text = DriversTable.text(report)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("redis") })
    for part in ["950", "1000", "0.95 … 0.95", "0.5 / 0.3", "263 / 125", "≥ 0.90: met"] {
      #expect(line.contains(part), "\(part) in \(line)")
    }
    #expect(BenchDrivers.code(of: report) == nil)
  }

  @Test("A ratio just below the bar is not rounded up to it")
  func missed() {
    let report = report(ours: 1_799)
    #expect(DriversTable.text(report).contains("0.89 "))
    #expect(DriversTable.text(report).contains("≥ 0.90: MISSED"))
    #expect(BenchDrivers.code(of: report) == 1)
  }

  @Test("A run with errors says which, and fails as one that compared nothing")
  func errors() {
    let report = report(ours: 1_900, errors: 3)
    let text = DriversTable.text(report)
    #expect(text.contains("NOT COMPARED: redis, 3 writes without an answer"))
    #expect(text.contains("3 × n1: READONLY"))
    #expect(BenchDrivers.code(of: report) == 3)
  }

  @Test("As Markdown every row has as many cells as the head")
  func markdown() {
    let rows = DriversTable.markdown(report(ours: 1_900)).split(separator: "\n")
      .filter { $0.hasPrefix("|") }
    #expect(rows.count == 3)
    #expect(Set(rows.map { $0.count(where: { $0 == "|" }) }).count == 1)
  }
}
