package import Histories
package import Vocabulary

/// Judges a history while it grows: an anomaly is told as soon as the events so far are one.
///
/// Shape: a pure fold over events. The first operations tell the model; a key of which an anomaly
/// was told is not judged on.
/// Decides: registers by zones that grow (`RegisterWatch`), what was read against what was tried
/// for all others; what only an end can show, such as a value that never came out of a queue, by
/// `finish`.
/// Limits: memory is that of operations in flight and of values that may still be seen rightly: the
/// elements of a set, a queue's values, identifiers, and of a register the few values not yet
/// certainly overwritten.
package struct OnlineCheck: Sendable {
  private var options: CheckOptions
  private var watches: [any ModelWatch] = []
  /// What the operations were taken to be about; nil until they tell.
  package private(set) var model: HistoryModel?
  /// Events taken in.
  package private(set) var events = 0
  /// Anomalies told so far.
  package private(set) var found = 0
  private var place: UInt64 = 0

  /// A check that is told what to expect, or finds out.
  package init(options: CheckOptions = CheckOptions()) {
    self.options = options
    if let model = options.model { start(model) }
  }

  /// What could not be judged, in sentences.
  package var unsure: [String] { watches.flatMap(\.unsure) }

  /// Values and operations that are remembered; for the bound on memory.
  package var remembered: Int { watches.reduce(0) { $0 + $1.remembered } }

  /// Takes in an event; the anomalies that it completes.
  package mutating func handle(_ event: HistoryEvent) -> [Anomaly] {
    events += 1
    place += 1
    if model == nil { detect(event) }
    var anomalies: [Anomaly] = []
    for index in watches.indices { anomalies += watches[index].handle(event, at: place) }
    found += anomalies.count
    return anomalies
  }

  /// The anomalies that only the end of the history shows.
  package mutating func finish() -> [Anomaly] {
    var anomalies: [Anomaly] = []
    for index in watches.indices { anomalies += watches[index].finish() }
    found += anomalies.count
    return anomalies
  }

  /// What is known so far.
  package var result: Validity {
    if found > 0 { return .invalid }
    return model == nil || !unsure.isEmpty ? .unknown : .valid
  }

  private mutating func start(_ model: HistoryModel) {
    self.model = model
    switch model {
    case .register: watches = [RegisterWatch()]
    case .set, .setFull: watches = [SetWatch(isLinearizable: options.isLinearizable)]
    case .bank: watches = [BankWatch(options)]
    case .counter: watches = [CountersWatch()]
    case .longFork: watches = [ForkWatch()]
    case .uniqueIDs: watches = [IdentifierWatch()]
    case .queue: watches = [QueueWatch()]
    case .mutex: watches = [MutexWatch()]
    case .listAppend, .transactionRegister: watches = []
    }
  }

  /// Adds alone may be of a set or of a counter: both watch until the first read tells.
  private mutating func detect(_ event: HistoryEvent) {
    switch event.kind {
    case .acquire, .release: start(.mutex)
    case .enqueue, .dequeue, .drain: start(.queue)
    case .generate: start(.uniqueIDs)
    case .transfer: start(.bank)
    case .compareAndSet, .append: start(.register)
    case .write: start(event.argumentList == nil ? .register : .longFork)
    case .add: if watches.isEmpty { watches = Self.undecided(options) }
    case .read:
      if watches.isEmpty { watches = Self.undecided(options) }
      guard let completion = event.completion, completion.outcome == .ok else { return }
      let kept: HistoryModel =
        switch completion.list?.form {
        case .elements: .set
        case .map: .bank
        case .reads, .writes, .transfer: .longFork
        case nil: watches.contains { $0.hasAdds } ? .counter : .register
        }
      model = kept
      watches = watches.filter { $0.model == kept }
    }
  }

  private static func undecided(_ options: CheckOptions) -> [any ModelWatch] {
    [
      RegisterWatch(), SetWatch(isLinearizable: options.isLinearizable), BankWatch(options),
      CountersWatch(), ForkWatch(),
    ]
  }
}

/// Watches the operations of one model.
protocol ModelWatch: Sendable {
  /// What it watches, and how much it remembers.
  var state: WatchState { get }
  /// Takes in the event that stands at a place, from 1; the anomalies that it completes.
  mutating func handle(_ event: HistoryEvent, at place: UInt64) -> [Anomaly]
  /// The anomalies that only the end shows.
  mutating func finish() -> [Anomaly]
}

/// What a watch says of itself.
struct WatchState: Sendable {
  var model: HistoryModel
  var remembered = 0
  var unsure: [String] = []
  var hasAdds = false
}

extension ModelWatch {
  var model: HistoryModel { state.model }
  var remembered: Int { state.remembered }
  var unsure: [String] { state.unsure }
  var hasAdds: Bool { state.hasAdds }
}

extension HistoryEvent {
  /// The operation as a witness shows it.
  func witness(_ label: String, isImpossible: Bool = true) -> WitnessOperation {
    WitnessOperation(
      process: process, label: label, invokedNs: invokedNs, completedNs: completion?.completedNs,
      outcome: completion?.outcome ?? .info, isImpossible: isImpossible)
  }

  /// An anomaly that this event completes, with those that show it.
  func anomaly(
    _ name: String, _ summary: String, label: String, others: [WitnessOperation] = []
  ) -> Anomaly {
    let witness = (others + [witness(label)]).sorted { $0.invokedNs < $1.invokedNs }
    return Anomaly(
      name: name, key: key == "register" ? nil : key, summary: summary, witness: witness)
  }

  /// Whether it says that something was done, and what was seen.
  var isAnswer: Bool { completion?.outcome == .ok }
}
