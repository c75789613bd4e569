import Consistency
import Histories
import Vocabulary

/// Random small histories of each of Jepsen's workloads, as an honest system would give them but
/// for some answers that are made up.
struct JepsenSamples {
  let model: HistoryModel
  let lies: Double
  var operations = 14
  private var random: SeededRandom
  private var history = History()
  private var elements: [Int64] = []
  private var sum: Int64 = 0
  private var balances: [Int64: Int64] = [0: 10, 1: 10, 2: 10]
  private var written: Set<Int64> = []
  private var isHeld = false
  private var next: Int64 = 1
  private var time: Int64 = 0

  init(_ model: HistoryModel, lies: Double, random: SeededRandom) {
    self.model = model
    self.lies = lies
    self.random = random
    history.keys = ["register"]
  }

  private struct Open {
    var number: OperationNumber
    var answer: HistoryList?
    var value: Int64?
    var hasHappened = false
    var isRefused = false
  }

  /// The next history and the random numbers that are left.
  mutating func make() -> (History, SeededRandom) {
    var open: [Open] = []
    var begun = 0
    while begun < operations || !open.isEmpty {
      time += 1
      if begun < operations, open.count < 4, random.below(2) == 0 {
        begun += 1
        var call = Open(number: invoke(process: begun))
        if random.below(2) == 0 { happen(&call) }
        open.append(call)
      } else if !open.isEmpty {
        var call = open.remove(at: random.below(open.count))
        complete(&call)
      }
    }
    return (history, random)
  }

  private var now: Nanoseconds { Nanoseconds(rawValue: time * 1_000_000) }

  private mutating func fresh() -> Int64 {
    next += 1
    return next - 1
  }

  private mutating func invoke(process: Int) -> OperationNumber {
    let isFirst = random.below(2) == 0
    switch model {
    case .set, .setFull:
      if isFirst { return begin(process, .read) }
      return begin(process, .add, argument: random.below(9) == 0 ? 1 : fresh())
    case .counter:
      if isFirst { return begin(process, .read) }
      return begin(process, .add, argument: Int64(random.below(8)) - 2)
    case .bank:
      if isFirst { return begin(process, .read) }
      let parts = [Int64(random.below(3)), Int64(random.below(3)), Int64(random.below(4))]
      return history.invoke(
        process: process, kind: .transfer, key: 0, list: HistoryList(.transfer, parts), at: now)
    case .longFork:
      let key = Int64(random.below(6))
      if isFirst || written.contains(key) {
        let group = key / 3 * 3
        let pairs = (group..<(group + 3)).flatMap { [$0, HistoryList.absent] }
        return history.invoke(
          process: process, kind: .read, key: 0, list: HistoryList(.reads, pairs), at: now)
      }
      written.insert(key)
      return history.invoke(
        process: process, kind: .write, key: 0, list: HistoryList(.writes, [key, 1]), at: now)
    case .uniqueIDs: return begin(process, .generate)
    case .queue:
      if isFirst { return begin(process, .enqueue, argument: random.below(6) == 0 ? 1 : fresh()) }
      return begin(process, random.below(4) == 0 ? .drain : .dequeue)
    default: return begin(process, isFirst ? .acquire : .release)
    }
  }

  private mutating func begin(
    _ process: Int, _ kind: OperationKind, argument: Int64? = nil
  ) -> OperationNumber {
    history.invoke(process: process, kind: kind, key: 0, argument: argument, at: now)
  }

  /// Lets an operation take effect.
  private mutating func happen(_ call: inout Open) {
    guard !call.hasHappened else { return }
    call.hasHappened = true
    let operation = history.operations[call.number.index]
    let argument = operation.argument ?? 0
    switch operation.kind {
    case .add:
      if model == .counter {
        sum += argument
      } else if !elements.contains(argument) {
        elements.append(argument)
      }
    case .enqueue: elements.append(argument)
    case .dequeue:
      if elements.isEmpty { call.isRefused = true } else { call.value = elements.removeFirst() }
    case .drain:
      call.answer = HistoryList(.elements, elements)
      elements = []
    case .generate: call.value = fresh()
    case .transfer:
      let parts = history.argumentList(operation)?.elements ?? []
      guard parts.count == 3, balances[parts[0], default: 0] >= parts[2] else {
        call.isRefused = true
        return
      }
      balances[parts[0], default: 0] -= parts[2]
      balances[parts[1], default: 0] += parts[2]
    case .write:
      if let pair = history.argumentList(operation)?.pairs.first { elements.append(pair.key) }
    case .acquire:
      if isHeld { call.isRefused = true } else { isHeld = true }
    case .release:
      if isHeld { isHeld = false } else { call.isRefused = true }
    default: look(&call, operation)
    }
  }

  private func look(_ call: inout Open, _ operation: Operation) {
    switch model {
    case .counter: call.value = sum
    case .bank:
      let pairs = balances.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
      call.answer = HistoryList(.map, pairs)
    case .longFork:
      let keys = (history.argumentList(operation)?.pairs ?? []).map(\.key)
      call.answer = HistoryList(
        .reads, keys.flatMap { [$0, elements.contains($0) ? 1 : HistoryList.absent] })
    default: call.answer = HistoryList(.elements, elements)
    }
  }

  private mutating func complete(_ call: inout Open) {
    let fate = random.below(12)
    if fate == 0 { return }  // Crashed: no completion at all.
    if fate == 1 {
      history.complete(call.number, outcome: .info, at: now)
      return
    }
    if fate == 2, !call.hasHappened {
      history.complete(call.number, outcome: .fail, at: now)
      return
    }
    happen(&call)
    let isLie = random.unit() < lies
    if call.isRefused, !isLie {
      history.complete(call.number, outcome: .fail, at: now)
      return
    }
    if isLie { lie(&call) }
    if let answer = call.answer {
      history.complete(call.number, outcome: .ok, list: answer, at: now)
    } else {
      history.complete(call.number, outcome: .ok, value: call.value, at: now)
    }
  }

  private mutating func lie(_ call: inout Open) {
    if call.value != nil { call.value = Int64(random.below(Int(next) + 2)) }
    guard var list = call.answer, !list.elements.isEmpty else { return }
    let place = random.below(list.elements.count)
    switch (list.form, random.below(4)) {
    case (.elements, 0): list.elements.append(list.elements[place])
    case (.elements, 1): list.elements[place] = Int64(random.below(Int(next) + 3))
    case (.elements, _): list.elements.remove(at: place)
    case (.map, 0): list.elements[place / 2 * 2 + 1] = HistoryList.absent
    case (.map, 1): list.elements[place / 2 * 2] = 7
    case (.map, _): list.elements[place / 2 * 2 + 1] -= 3
    default:
      let value = place / 2 * 2 + 1
      list.elements[value] = list.elements[value] == 1 ? HistoryList.absent : 1
    }
    call.answer = list
  }
}
