import Ranges
import Testing

@Suite struct HostEntryTests {
  @Test("A sandbox that is gone is an error, not a way into another process")
  func gone() {
    #expect(throws: RangeError.self) {
      try HostEntry.arguments(sandbox: 0, host: 1, command: [])
    }
  }
}
