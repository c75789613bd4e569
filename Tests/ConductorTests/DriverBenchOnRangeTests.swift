import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// Our driver beside a database's own load tool.
  @Suite(.serialized) struct DriverBenchOnRangeTests {
    @Test(
      "Our driver and redis-benchmark both write on one range, and are compared",
      .timeLimit(.minutes(2)))
    func redis() async throws {
      try await TestRange.with("t-drivers", kind: "redis") { cluster in
        let bench = DriverBench(
          clients: 4, span: .seconds(1), rounds: 1, progress: { _ in })
        let figures = try await bench.run(on: cluster)
        #expect(figures.tool == "redis-benchmark" && figures.rounds.count == 1)
        for side in figures.rounds.flatMap({ [$0.ours, $0.tool] }) {
          #expect(side.operations > 100 && side.seconds > 0 && side.cpuS > 0)
          #expect(side.errors == 0, "\(figures.faults)")
        }
        #expect(figures.ratio > 0)
      }
    }
  }
}
