import Testing
import Vocabulary

@Suite struct WallTimeTests {
  @Test(
    "A wall time is read to the nanosecond, with its offset",
    arguments: [
      ("1970-01-01T00:00:00Z", 0),
      ("2026-11-23T07:25:20.128Z", 1_795_418_720_128_000_000),
      ("2026-11-23T09:25:20.128+02:00", 1_795_418_720_128_000_000),
      ("2026-11-23T02:55:20.128-04:30", 1_795_418_720_128_000_000),
      ("2024-02-29T12:00:00.000000001Z", 1_709_208_000_000_000_001),
      ("1969-12-31T23:59:59.5Z", -500_000_000),
    ] as [(String, Int64)])
  func read(text: String, expected: Int64) {
    #expect(WallTime.nanoseconds(text)?.rawValue == expected)
  }

  @Test(
    "What is no wall time is none",
    arguments: [
      "", "soon", "2026-11-23", "2026-11-23T07:25:20", "2026-13-23T07:25:20Z",
      "2026-11-23T07:25:20.128", "2026-11-23T07:25:20+0200", "2026-11-23 07:25:20Z",
      "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "-999-01-01T00:00:00Z",
      "2026-11-23T+7:25:20Z", "2026-11-40T07:25:20Z",
    ])
  func refuse(text: String) {
    #expect(WallTime.nanoseconds(text) == nil)
  }
}
