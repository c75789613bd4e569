import Histories
import Vocabulary

/// Judges counters while their history grows; as `CounterBounds`.
///
/// Shape: an addition that fails later counts as possible until then, so that a read may be told
/// right which the finished history refutes; never the other way round.
struct CountersWatch: ModelWatch {
  private var counters: [String: CounterWatch] = [:]
  private(set) var state = WatchState(model: .counter)
  private var reads = 0

  mutating func handle(_ event: HistoryEvent, at place: UInt64) -> [Anomaly] {
    let number = event.operation.index
    if event.kind == .add { state.hasAdds = true }
    var counter = counters[event.key, default: CounterWatch()]
    defer {
      counters[event.key] = counter
      state.remembered = counters.values.reduce(0) { $0 + $1.openReads }
    }
    switch event.completion?.outcome {
    case nil: counter.begin(number, event.kind, event.argument)
    case .fail: counter.fail(number, event.kind, event.argument)
    case .info: counter.giveUp(number)
    case .ok:
      guard let bounds = counter.end(number, event.kind, event.argument) else { return [] }
      reads += 1
      let value = event.completion?.value ?? 0
      guard !bounds.contains(value) else { return [] }
      return [
        event.anomaly(
          "counter out of bounds",
          "\(value) was read, which is not in \(bounds.lowerBound) … \(bounds.upperBound)",
          label: "read → \(value)")
      ]
    }
    return []
  }

  mutating func finish() -> [Anomaly] {
    if reads == 0 { state.unsure = ["nobody read the counter"] }
    return []
  }
}

/// Judges banks while their history grows; as `BankTotals`, but without a total that was told the
/// first read tells it.
struct BankWatch: ModelWatch {
  private let options: CheckOptions
  private var expected: [String: BankStatement.Expected] = [:]
  private(set) var state = WatchState(model: .bank)

  init(_ options: CheckOptions) { self.options = options }

  mutating func handle(_ event: HistoryEvent, at place: UInt64) -> [Anomaly] {
    guard event.kind == .read, event.isAnswer, let list = event.completion?.list,
      list.form == .map
    else { return [] }
    let statement = BankStatement(list)
    guard let model = expected[event.key] ?? BankStatement.expected([statement], options.total)
    else { return [] }
    expected[event.key] = model
    state.remembered = expected.count
    guard let fault = statement.fault(model, allowsNegative: options.allowsNegative) else {
      return []
    }
    return [event.anomaly(fault.name, fault.summary, label: "read")]
  }

  mutating func finish() -> [Anomaly] {
    if expected.isEmpty { state.unsure = ["nobody read the accounts"] }
    return []
  }
}

/// Judges identifiers while they are given out; as `UniqueIDs`.
struct IdentifierWatch: ModelWatch {
  private var seen: Set<Int64> = []
  private(set) var state = WatchState(model: .uniqueIDs)

  mutating func handle(_ event: HistoryEvent, at place: UInt64) -> [Anomaly] {
    guard event.kind == .generate, event.isAnswer, let id = event.completion?.value else {
      return []
    }
    state.remembered = seen.count
    if seen.insert(id).inserted { return [] }
    return [
      event.anomaly("duplicate id", "\(id) was given out twice", label: "generate → \(id)")
    ]
  }

  mutating func finish() -> [Anomaly] {
    if seen.isEmpty { state.unsure = ["no request was answered"] }
    return []
  }
}
