import Findings
import Testing
import Vocabulary

@Suite struct FindingEventTests {
  @Test("Every kind of event is read as it was written", arguments: Samples.changes)
  func wire(change: FindingEvent.Change) throws {
    let event = FindingEvent(
      finding: "F-7", at: "2026-11-28T13:00:00Z", by: "ann@example.org", change: change)
    let line = try CanonicalJSON.line(FindingLine(prev: FindingLine.origin, event: event))
    #expect(!line.contains("\n"))
    #expect(line.contains("\"kind\":\"\(change.kind)\""))
    let read = try CanonicalJSON.decode(FindingLine.self, from: line)
    #expect(read.event == event)
    #expect(try CanonicalJSON.line(read) == line)
  }

  @Test func `A kind of a later version is kept as it is and has no effect`() throws {
    let line = """
      {"at":"2026-11-28T13:00:00Z","by":"ann@example.org","fields":{"n":[1,null],"some_day":"x"},\
      "finding":"F-1","kind":"blessed"}
      """
    let event = try CanonicalJSON.decode(FindingEvent.self, from: line)
    #expect(event.change == .other(kind: "blessed", fields: ["some_day": "x", "n": [1, .null]]))
    #expect(try CanonicalJSON.line(event) == line)
  }

  @Test(
    "An event that lacks a field of its kind is no event",
    arguments: [
      "assigned", "due.changed", "trial.excluded", "risk.accepted", "claimed.fixed", "opened",
    ])
  func malformed(kind: String) {
    let line = #"{"at":"","by":"","fields":{},"finding":"F-1","kind":"\#(kind)"}"#
    #expect(throws: DecodingError.self) {
      try CanonicalJSON.decode(FindingEvent.self, from: line)
    }
  }

  @Test func `Findings are in order of their numbers, not of their letters`() {
    let names: [FindingID] = ["F-10", "F-2", "F-1"]
    #expect(names.sorted() == ["F-1", "F-2", "F-10"])
    #expect(FindingID(rawValue: "F-x").number == nil)
    #expect(FindingID(number: 3) == "F-3")
  }
}
