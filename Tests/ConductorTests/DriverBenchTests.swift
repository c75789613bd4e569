import Testing
import Vocabulary

@testable import Conductor

@Suite struct DriverBenchTests {
  @Test(
    "What a shell says of its children's processor time is read, of dash and of bash",
    arguments: [
      ("0m0.000000s 0m0.000000s\n0m0.040000s 0m0.320000s\n", 0.36),
      ("warning: x\n0m0.001s 0m0.002s\n1m2.500s 0m0.250s\n", 62.75),
    ])
  func times(error: String, seconds: Double) throws {
    let found = try #require(ChildTimes.seconds(error))
    #expect(abs(found - seconds) < 1e-9)
  }

  @Test(
    "What is no processor time is none",
    arguments: ["", "\n", "0m1s", "0m1s 0m2s 0m3s", "a b", "0m1s 0m-2s", "1.0 2.0"])
  func noTimes(error: String) {
    #expect(ChildTimes.seconds(error) == nil)
  }

  @Test("A timed command is handed on word by word, whatever stands in it")
  func command() {
    let timed = ChildTimes.timed(["tool", "--query=a 'b' $c"])
    #expect(timed.suffix(2) == ["tool", "--query=a 'b' $c"])
    #expect(timed.prefix(4) == ["env", "LC_ALL=C", "sh", "-c"])
  }

  private func side(_ operations: Int, cpuS: Double = 1, errors: Int = 0) -> DriverFigures.Side {
    DriverFigures.Side(operations: operations, seconds: 2, cpuS: cpuS, errors: errors)
  }

  @Test("The ratio is that of the medians, and one bad round moves neither")
  func ratio() {
    let figures = DriverFigures(
      database: "redis", tool: "redis-benchmark",
      rounds: [(900, 1_000), (10, 1_100), (1_000, 20)].map {
        DriverFigures.Round(ours: side($0.0), tool: side($0.1))
      })
    #expect(figures.oursPerS == 450)
    #expect(figures.toolPerS == 500)
    #expect(figures.ratio == 0.9 && figures.isMet)
    #expect(figures.errors == 0)
    #expect(abs(figures.oursCpuUs - 3e6 / 1_910) < 1e-6)
  }

  @Test("Errors of either side are counted, and a tool that did nothing is no peer")
  func errors() {
    let round = DriverFigures.Round(ours: side(900, errors: 2), tool: side(0, errors: 3))
    let figures = DriverFigures(database: "etcd", tool: "wrk", rounds: [round])
    #expect(figures.errors == 5)
    #expect(figures.ratio == 0 && !figures.isMet)
    #expect(figures.toolCpuUs == 0)
  }
}
