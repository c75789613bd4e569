import Vocabulary

/// One line of a text history of transactions, whatever its syntax was.
///
/// Shape: kept from line to line, so that its arrays keep their room.
struct TransactionEvent {
  enum Seen { case nothing, value, list }

  struct Micro {
    var kind: MicroKind
    var key: UInt32
    var seen = Seen.nothing
    /// A scalar; or where a list begins in `values`.
    var value: Int64 = 0
    var count = 0
  }

  var process: Int64?
  var hasProcess = false
  var step: HistoryImport.Step?
  var isTransaction = false
  var hasValue = false
  var time: Int64?
  var micros: [Micro] = []
  var values: [Int64] = []

  mutating func clear() {
    process = nil
    hasProcess = false
    step = nil
    isTransaction = false
    hasValue = false
    time = nil
    micros.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }
}

/// Where in a text something stands that may be wrong.
protocol TextPlace {
  /// What is wrong here; the hint is found where it is nil.
  func error(_ message: String, hint: String?) -> HistoryError
}

extension TextCursor: TextPlace {}

/// A history of transactions as a text file grows it: events by process, with names interned.
struct TransactionImport {
  var builder = TransactionBuilder()
  private var open: [Int64: Int] = [:]
  private var hasTexts = false
  private var hasIntegers = false

  mutating func text(_ text: String, _ place: some TextPlace) throws(HistoryError) -> Int64 {
    guard !hasIntegers else { throw place.error("a text among whole numbers", hint: nil) }
    hasTexts = true
    return builder.text(text)
  }

  @inline(__always)
  mutating func integer(_ value: Int64, _ place: some TextPlace) throws(HistoryError) -> Int64 {
    hasIntegers = true
    guard !hasTexts else { throw place.error("a whole number among texts", hint: nil) }
    return value
  }

  mutating func settle(
    _ objects: TransactionObjects, _ place: some TextPlace
  ) throws(HistoryError) {
    guard builder.settle(objects) else {
      throw place.error(
        "both lists and registers",
        hint: "\"append\" and lists belong together, and so do \"w\" and single values")
    }
  }

  mutating func add(
    _ event: TransactionEvent, _ place: some TextPlace
  ) throws(HistoryError) {
    guard let process = event.process, let step = event.step else { return }
    let time = Nanoseconds(rawValue: event.time ?? Int64(builder.history.events))
    if step == .invoke {
      try begin(event, process, time, place)
      return
    }
    guard let transaction = open.removeValue(forKey: process) else {
      throw place.error(
        "process \(process) completes a transaction that it has not invoked",
        hint: "each completion follows an 'invoke' of the same process")
    }
    let outcome: Outcome =
      switch step {
      case .invoke, .ok: .ok
      case .fail: .fail
      case .info: .info
      }
    builder.complete(transaction, outcome, at: time)
    if outcome == .ok { try see(event, transaction, place) }
  }

  private mutating func begin(
    _ event: TransactionEvent, _ process: Int64, _ time: Nanoseconds,
    _ place: some TextPlace
  ) throws(HistoryError) {
    guard open[process] == nil else {
      throw place.error(
        "process \(process) is invoked again before its transaction completed",
        hint: "after an 'info' a client goes on under a new process number")
    }
    guard let number = Int32(exactly: process) else {
      throw place.error("process \(process) is out of range", hint: nil)
    }
    guard event.hasValue else {
      throw place.error("an invocation needs its micro-operations", hint: nil)
    }
    open[process] = builder.begin(process: Int(number), at: time)
    for micro in event.micros {
      if micro.kind == .read {
        builder.read(micro.key)
      } else {
        builder.write(micro.key, micro.value)
      }
    }
  }

  /// What the reads of an `ok` saw; its micro-operations are those of the invocation.
  private mutating func see(
    _ event: TransactionEvent, _ transaction: Int, _ place: some TextPlace
  ) throws(HistoryError) {
    let places = builder.history.micros(of: transaction)
    guard event.hasValue, event.micros.count == places.count else {
      throw place.error(
        "an ok of \(event.micros.count) micro-operations after an invocation of \(places.count)",
        hint: nil)
    }
    for (number, micro) in zip(places, event.micros) {
      guard builder.history.microKinds[number] == micro.kind,
        builder.history.microKeys[number] == micro.key
      else {
        throw place.error(
          "an ok whose micro-operations are not those of its invocation", hint: nil)
      }
      guard micro.kind == .read else { continue }
      switch micro.seen {
      case .nothing: builder.seeAbsent(number)
      case .value: builder.see(number, value: micro.value)
      case .list:
        let start = Int(micro.value)
        builder.see(number, list: event.values[start..<start + micro.count])
      }
    }
  }
}
