import Debrief
import Testing
import Vocabulary

@Suite struct WitnessClockTests {
  private func clock(_ moments: [Int64]) -> WitnessClock {
    WitnessClock(
      moments.map {
        WitnessOperation(
          process: 1, label: "read", invokedNs: Nanoseconds(rawValue: $0), completedNs: nil,
          outcome: .ok, isImpossible: false)
      })
  }

  @Test(
    "Moments that differ look different, in the coarsest unit in which they do",
    arguments: [
      ([1_200_000_000, 1_300_000_000], "s", ["1.2000", "1.3000"]),
      ([1_200_000_000, 1_200_040_000], "ms", ["1200.000", "1200.040"]),
      ([12_000, 12_001], "µs", ["12.000", "12.001"]), ([5, 5], "s", ["0.0000", "0.0000"]),
      ([], "s", []),
    ] as [([Int64], String, [String])])
  func units(moments: [Int64], unit: String, texts: [String]) {
    let clock = clock(moments)
    #expect(clock.unit == unit)
    #expect(moments.map { clock.text(Nanoseconds(rawValue: $0)) } == texts)
  }
}
