import Testing
import Vocabulary

@testable import Consistency
@testable import Histories

/// Registers judged while their history grows, against trying every order of the finished one.
@Suite struct OnlineFuzzTests {
  @Test(arguments: [
    ("few lies", Samples.Shape(operations: 9, lies: 0.1)),
    ("many lies", Samples.Shape(operations: 8, lies: 0.5)),
    ("honest", Samples.Shape(operations: 10, processes: 5, lies: 0)),
    ("many at once", Samples.Shape(operations: 9, processes: 9, lies: 0.15)),
    ("chains", Samples.Shape(operations: 9, processes: 6, isMostlySwaps: true, lies: 0.15)),
    (
      "chains of the crashed",
      Samples.Shape(operations: 9, processes: 6, isMostlySwaps: true, crashes: 4, lies: 0.15)
    ),
  ])
  func `A growing register is refused exactly where no order explains it`(
    _ name: String, _ shape: Samples.Shape
  ) {
    var random = SeededRandom(seed: 21, purpose: name)
    var invalid = 0
    var judged = 0
    for round in 0..<Samples.rounds {
      let history = Samples.history(shape, &random)
      var online = OnlineCheck(options: Self.registers)
      let found = history.followedEvents.flatMap { online.handle($0) } + online.finish()
      if !online.unsure.isEmpty { continue }
      // A refusal that does not say what it saw is left to the finished history.
      let isLeftOut = history.operations.contains {
        $0.kind == .compareAndSet && $0.matched == false && $0.value == nil && $0.outcome == .ok
      }
      let truth = Samples.isLinearizable(history)
      if isLeftOut {
        #expect(found.isEmpty || !truth, "\(name) \(round): \(found.first?.summary ?? "")")
        continue
      }
      judged += 1
      if !truth { invalid += 1 }
      #expect(
        found.isEmpty == truth, "\(name) \(round): \(found.first?.summary ?? "nothing told")")
      #expect(found.count <= 1, "a key is told of once")
    }
    #expect(judged * 8 > Samples.rounds, "only \(judged) were judged")
    if shape.lies > 0 { #expect(invalid * 20 > judged, "only \(invalid) were invalid") }
  }

  static var registers: CheckOptions {
    var options = CheckOptions()
    options.model = .register
    return options
  }

  @Test func `Memory is that of open operations and live values, however long the history`() {
    var random = SeededRandom(seed: 3)
    var online = OnlineCheck(options: Self.registers)
    var state: Int64?
    var most = 0
    var place: UInt32 = 0
    // Five clients on one key, 20,000 operations, each taking effect when it completes.
    var open: [HistoryEvent] = []
    for value in Int64(1)...20_000 {
      let kind: OperationKind = random.below(2) == 0 ? .read : .write
      let event = HistoryEvent(
        operation: OperationNumber(rawValue: place), process: Int(value), kind: kind, key: "k",
        argument: kind == .read ? nil : value, invokedNs: .zero, completion: nil)
      place += 1
      #expect(online.handle(event).isEmpty)
      open.append(event)
      guard open.count == 5 else { continue }
      var done = open.remove(at: random.below(open.count))
      if done.kind == .write { state = done.argument }
      done.completion = HistoryEvent.Completion(
        outcome: .ok, value: done.kind == .read ? state : nil, completedNs: .zero)
      #expect(online.handle(done).isEmpty)
      most = max(most, online.remembered)
    }
    #expect(most < 200, "\(most) values and operations are remembered")
    #expect(online.result == .valid)
  }
}
