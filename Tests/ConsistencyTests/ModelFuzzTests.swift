import Testing
import Vocabulary

@testable import Consistency

/// Counters, sets, queues and mutexes against trying every order.
@Suite struct ModelFuzzTests {
  @Test(arguments: LinearizableModel.allCases, [0.0, 0.2])
  func `Search, direct methods and checker agree with trying every order`(
    _ kind: LinearizableModel, _ lies: Double
  ) {
    switch kind {
    case .counter: compare(kind, CounterModel(), lies) { _ in .undecided }
    case .set: compare(kind, SetModel(), lies, GrowingSet.check)
    case .queue: compare(kind, QueueModel(), lies, QueueOrder.check)
    case .mutex: compare(kind, MutexModel(), lies) { _ in .undecided }
    }
  }

  @Test(arguments: [0.0, 0.15])
  func `Growing sets are decided without a search`(_ lies: Double) {
    compare(.set, SetModel(), lies, GrowingSet.check, isSimple: true)
  }

  @Test(arguments: [0.0, 0.15])
  func `Queues of different values are decided without a search`(_ lies: Double) {
    compare(.queue, QueueModel(), lies, QueueOrder.check, isSimple: true)
  }

  private func compare<Model: SequentialModel>(
    _ kind: LinearizableModel, _ model: Model, _ lies: Double,
    _ direct: ([ModelCall]) -> GrowingSet.Result, isSimple: Bool = false
  ) {
    var random = SeededRandom(seed: 5, purpose: "\(kind) \(lies) \(isSimple)")
    var decided = 0
    var invalid = 0
    for round in 0..<Samples.rounds {
      let calls = ModelSamples.calls(kind, model, lies, isSimple, &random)
      let truth = ModelSamples.isLinearizable(calls, model)
      if !truth { invalid += 1 }
      switch direct(calls) {
      case .valid:
        decided += 1
        #expect(truth, "\(kind) \(round): direct says valid: \(calls.map(\.label))")
      case .invalid:
        decided += 1
        #expect(!truth, "\(kind) \(round): direct says invalid: \(calls.map(\.label))")
      case .undecided: break
      }
      var search = ModelSearch(calls, model, limits: SearchLimits())
      #expect((search.run() == .valid) == truth, "\(kind) \(round): search")
      let verdict = kind.check(calls)
      #expect(verdict.result == (truth ? .valid : .invalid), "\(kind) \(round): checker")
      if !truth {
        let witness = verdict.anomalies.first?.witness ?? []
        #expect(witness.count <= 13 && witness.count { $0.isImpossible } == 1, "\(kind) \(round)")
      }
      if lies == 0 { #expect(truth, "an honest \(kind) is linearizable") }
    }
    if isSimple { #expect(decided == Samples.rounds, "\(decided) were decided") }
    if lies > 0 { #expect(invalid * 20 > Samples.rounds, "only \(invalid) were invalid") }
  }
}

/// Random small histories of objects, and the slow, obvious judge of them.
enum ModelSamples {
  /// Calls as a single object would answer them, with some answers made up.
  static func calls<Model: SequentialModel>(
    _ kind: LinearizableModel, _ model: Model, _ lies: Double, _ isSimple: Bool,
    _ random: inout SeededRandom
  ) -> [ModelCall] {
    var calls: [ModelCall] = []
    var state = model.initial
    var open: [(place: Int, isDone: Bool, answer: ModelCall.Answer)] = []
    var time: UInt32 = 0
    while calls.count < 8 || !open.isEmpty {
      time += 1
      let move = random.below(3)
      if move == 0, calls.count < 8, open.count < 4 {
        let request = request(kind, isSimple, calls.count, &random)
        calls.append(
          ModelCall(
            process: calls.count, request, .unknown, start: time, end: ModelCall.never,
            invokedNs: Nanoseconds(rawValue: Int64(time)), completedNs: nil))
        open.append((calls.count - 1, false, .unknown))
      } else if move == 1,
        let place = open.indices.filter({ !open[$0].isDone }).randomElement(using: &random)
      {
        open[place].isDone = true
        if random.below(10) == 0 { continue }  // It never takes effect.
        var call = calls[open[place].place]
        for answer in honest(call.request, state, isSimple) {
          call.answer = answer
          guard let next = model.state(after: call, from: state) else { continue }
          open[place].answer = answer
          state = next
          break
        }
      } else if move == 2,
        let place = open.indices.filter({ open[$0].isDone }).randomElement(using: &random)
      {
        let ended = open.remove(at: place)
        let index = ended.place
        var answer = ended.answer
        if random.unit() < lies { answer = lie(calls[index].request, kind, &random) }
        guard answer != .unknown, isSimple || random.below(10) > 0 else { continue }
        calls[index].answer = answer
        calls[index].end = time
      }
    }
    // A simple queue has no call that nobody heard of.
    return isSimple && kind == .queue ? calls.filter { $0.answer != .unknown } : calls
  }

  private static func request(
    _ kind: LinearizableModel, _ isSimple: Bool, _ number: Int, _ random: inout SeededRandom
  ) -> ModelCall.Request {
    let value = Int64(isSimple ? number : random.below(3))
    switch kind {
    case .counter: return random.below(3) == 0 ? .read : .add(Int64(1 + random.below(2)))
    case .mutex:
      let process = Int64(random.below(3))
      return random.below(2) == 0 ? .acquire(process) : .release(process)
    case .queue: return random.below(2) == 0 ? .dequeue : .enqueue(value)
    case .set:
      if isSimple { return random.below(2) == 0 ? .read : .add(value) }
      return [.read, .add(value), .remove(value), .contains(value)][random.below(4)]
    }
  }

  /// What an honest object may answer, the first that its state allows.
  private static func honest(
    _ request: ModelCall.Request, _ state: Any, _ isSimple: Bool
  ) -> [ModelCall.Answer] {
    switch request {
    case .read:
      if let sum = state as? Int64 { return [.value(sum)] }
      return [.elements((state as? Set<Int64> ?? []).sorted())]
    case .add, .enqueue, .acquire, .release: return [.done]
    case .remove: return [.truth(true), .truth(false)]
    case .contains: return [.truth(true), .truth(false)]
    case .dequeue:
      let head = (state as? [Int64])?.first.map { ModelCall.Answer.value($0) }
      return head.map { [$0] } ?? (isSimple ? [] : [.nothing])
    }
  }

  /// An answer made up.
  private static func lie(
    _ request: ModelCall.Request, _ kind: LinearizableModel, _ random: inout SeededRandom
  ) -> ModelCall.Answer {
    switch request {
    case .read where kind == .counter: return .value(Int64(random.below(10)))
    case .read:
      let bits = random.below(256)
      return .elements((0..<8).filter { bits >> $0 & 1 == 1 }.map { Int64($0) })
    case .add, .enqueue, .acquire, .release: return .done
    case .remove, .contains: return .truth(random.below(2) == 0)
    case .dequeue: return .value(Int64(random.below(8)))
    }
  }

  /// Tries every order.
  static func isLinearizable<Model: SequentialModel>(_ calls: [ModelCall], _ model: Model) -> Bool {
    place(calls, model.initial, model)
  }

  private static func place<Model: SequentialModel>(
    _ rest: [ModelCall], _ state: Model.State, _ model: Model
  ) -> Bool {
    if rest.allSatisfy({ $0.answer == .unknown }) { return true }
    let limit = rest.filter { $0.answer != .unknown }.map(\.end).min() ?? .max
    for (index, call) in rest.enumerated() where call.start < limit {
      guard let next = model.state(after: call, from: state) else { continue }
      var fewer = rest
      fewer.remove(at: index)
      if place(fewer, next, model) { return true }
    }
    return false
  }
}
