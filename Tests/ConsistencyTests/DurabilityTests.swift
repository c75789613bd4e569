import Consistency
import Histories
import Testing
import Vocabulary

@Suite struct DurabilityTests {
  /// Operations one after the other, each of a second; nil writes nothing and reads.
  private func history(_ steps: [(kind: OperationKind, value: Int64?)]) -> History {
    var history = History()
    history.keys = ["k"]
    for (index, step) in steps.enumerated() {
      let number = history.invoke(
        process: index, kind: step.kind, key: 0, argument: step.kind == .write ? step.value : nil,
        at: .seconds(index * 2))
      history.complete(
        number, outcome: .ok, value: step.kind == .read ? step.value : nil,
        at: .seconds(index * 2 + 1))
    }
    return history
  }

  @Test func `Writes missing at the end are lost, each once`() {
    let verdict = Durability().check(
      history([(.write, 1), (.write, 2), (.write, 3), (.read, 1), (.read, 1)]))
    #expect(verdict.result == .invalid)
    #expect(verdict.detail["acknowledged"] == .integer(3))
    #expect(verdict.detail["lost"] == .integer(2))
    #expect(verdict.detail["first_lost_ns"] == .integer(3_000_000_000))
    #expect(verdict.detail["rpo_ns"] == .integer(2_000_000_000))
  }

  @Test func `A stale read of a write that is seen again is no loss`() {
    let verdict = Durability().check(history([(.write, 1), (.write, 2), (.read, 1), (.read, 2)]))
    #expect(verdict.result == .valid)
    #expect(verdict.detail["lost"] == .integer(0))
  }

  @Test func `A write after the loss does not hide it`() {
    let verdict = Durability().check(
      history([(.write, 1), (.write, 2), (.read, 1), (.write, 3), (.read, 3)]))
    #expect(verdict.detail["lost"] == .integer(1))
  }

  @Test func `A value that was written again is not older`() {
    let verdict = Durability().check(history([(.write, 1), (.write, 2), (.write, 1), (.read, 1)]))
    #expect(verdict.result == .valid)
  }

  @Test func `An unanswered write may come late and proves no loss`() {
    var history = History()
    history.keys = ["k"]
    history.invoke(process: 0, kind: .write, key: 0, argument: 1, at: .seconds(1))
    let second = history.invoke(process: 1, kind: .write, key: 0, argument: 2, at: .seconds(2))
    history.complete(second, outcome: .ok, at: .seconds(3))
    let read = history.invoke(process: 2, kind: .read, key: 0, at: .seconds(4))
    history.complete(read, outcome: .ok, value: 1, at: .seconds(5))
    #expect(Durability().check(history).result == .valid)
  }

  @Test(
    "Where reads ask no quorum an old one is no loss, unless it is the last",
    arguments: [(true, [1, 3], 1), (false, [1, 3], 0), (false, [1], 1), (false, [1, 1], 1)])
  func withoutQuorum(readsAskQuorum: Bool, reads: [Int64], lost: Int64) {
    // 1 and 2 are written, 1 is read, and 2 is overwritten before anybody saw it.
    var all: [(kind: OperationKind, value: Int64?)] = [(.write, 1), (.write, 2)]
    for (index, value) in reads.enumerated() {
      if index > 0, value == 3 { all.append((.write, 3)) }
      all.append((.read, value))
    }
    let verdict = Durability(readsAskQuorum: readsAskQuorum).check(history(all))
    #expect(verdict.detail["lost"] == .integer(lost))
  }

  @Test func `A linearizable history loses nothing`() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<500 {
      let history = Samples.history(Samples.Shape(lies: 0), &random)
      #expect(Durability().check(history).result != .invalid)
    }
  }
}

@Suite struct AvailabilityTests {
  /// A write each 10 ms, with those from 1 s to 2 s answered as `outcome`.
  private func history(_ outcome: Outcome) -> History {
    var history = History()
    history.keys = ["k"]
    for index in 0..<300 {
      let time = Nanoseconds.milliseconds(index * 10)
      let number = history.invoke(
        process: index, kind: .write, key: 0, argument: Int64(index), at: time)
      let isOut = (100..<200).contains(index)
      history.complete(
        number, outcome: isOut ? outcome : .ok, at: time + .milliseconds(index % 100 == 50 ? 9 : 2))
    }
    return history
  }

  @Test func `An outage is found with its length and the gap with its start`() {
    let verdict = Availability().check(history(.info))
    #expect(verdict.result == .valid)
    #expect(verdict.detail["error_ratio"] == .number(1.0 / 3))
    #expect(verdict.detail["outages"]?.elements?.count == 1)
    #expect(verdict.detail["longest_write_gap_ms"] == .number(1_010))
    #expect(verdict.detail["longest_write_gap_start_ns"] == .integer(992_000_000))
    #expect(verdict.detail["recovered"] == .bool(true))
    #expect(verdict.detail["write_p50_ns"] == .integer(2_000_000))
    #expect(verdict.detail["write_p99_9_ns"] == .integer(9_000_000))
  }

  @Test func `Without failures there is no outage`() {
    let verdict = Availability().check(history(.ok))
    #expect(verdict.detail["outages"] == .array([]))
    #expect(verdict.detail["error_ratio"] == .number(0))
    #expect(verdict.detail["recovered"] == nil)
  }

  @Test func `The series counts completions by bucket and info as unacknowledged`() {
    let series = WriteSeries(
      history: history(.info), origin: .zero, end: .seconds(3), bucket: .seconds(1))
    #expect(series.buckets.map(\.acknowledged) == [100, 0, 100])
    #expect(series.buckets.map(\.unacknowledged) == [0, 100, 0])
    #expect(series.buckets[1].p50Ns == nil)
    #expect(series.buckets[0].p50Ns == .milliseconds(2))
  }

  @Test func `What completes while the exercise's clock stands is in no bucket`() {
    func mark(_ number: Int, _ second: Double, _ kind: TimelineEvent.Kind) -> TimelineEvent {
      .init(sequence: number, timeNs: .seconds(second), lane: .white, kind: kind)
    }
    // The second with the failures is a pause.
    let clock = ExerciseClock([mark(0, 1, .exercisePaused), mark(1, 2, .exerciseResumed)])
    let series = WriteSeries(
      history: history(.info), origin: .zero, end: .seconds(3), bucket: .seconds(1), clock: clock)
    #expect(series.buckets.map(\.acknowledged) == [100, 100])
    #expect(series.buckets.map(\.unacknowledged) == [0, 0])
  }

  @Test func `A gap is cut at the ends of what is asked`() {
    let (gap, start) = longestWriteGap(
      history: history(.fail), from: .milliseconds(1_500), to: .seconds(3))
    #expect(gap == .milliseconds(502))
    #expect(start == .milliseconds(1_500))
    let nothing = longestWriteGap(history: History(), from: .seconds(1), to: .seconds(4))
    #expect(nothing.gap == .seconds(3))
  }
}
