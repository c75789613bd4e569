import Exercises
import Testing
import Vocabulary

@testable import Conductor

@Suite struct LiveAudienceTests {
  private func event(_ number: Int) -> StreamedEvent {
    StreamedEvent(
      number: number,
      event: TimelineEvent(
        sequence: number, timeNs: .seconds(number), lane: .system, kind: "leader.seen"))
  }

  @Test("A viewer gets what was before it came, and then all that comes, in order")
  func order() async {
    var audience = LiveAudience()
    let stream = audience.join(backlog: [event(1), event(2)]) { _ in }
    for number in 3...500 { #expect(audience.tell(event(number)).isEmpty) }
    for viewer in audience.end() { viewer.finish() }
    var numbers: [Int] = []
    for await event in stream { numbers.append(event.number) }
    #expect(numbers == Array(1...500))
  }

  @Test("A viewer that does not keep up is cut off after whole events; another one loses nothing")
  func slowViewer() async {
    var audience = LiveAudience()
    let slow = audience.join(backlog: []) { _ in }
    let quick = audience.join(backlog: []) { _ in }
    var next = quick.makeAsyncIterator()
    let count = LiveAudience.patience + 10
    for number in 1...count {
      for viewer in audience.tell(event(number)) { viewer.finish() }
      #expect(await next.next()?.number == number)
    }
    #expect(audience.count == 1)
    var numbers: [Int] = []
    for await event in slow { numbers.append(event.number) }
    #expect(numbers == Array(1...LiveAudience.patience), "it resumes after the last of them")
  }

  @Test("Whoever comes after the end gets the record and its end")
  func late() async {
    var audience = LiveAudience()
    _ = audience.end()
    var numbers: [Int] = []
    for await event in audience.join(backlog: [event(1)], leave: { _ in }) {
      numbers.append(event.number)
    }
    #expect(numbers == [1])
  }
}
