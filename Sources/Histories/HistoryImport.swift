import Vocabulary

/// A history as a text file grows it: events by process, with names interned.
struct HistoryImport {
  private(set) var history = History()
  private var keys: [String: UInt32] = [:]
  private var shortKeys = ShortKeys()
  private var texts: [String: Int64] = [:]
  private var open = OpenOperations()
  private var hasIntegers = false

  /// Makes room for that many operations.
  mutating func reserve(operations: Int) {
    history.operations.reserveCapacity(operations)
    LargePages.use(under: &history.operations)
  }

  /// What a line says of an operation.
  enum Step { case invoke, ok, fail, info }

  /// One line, whatever its syntax was.
  struct Event {
    var process: Int64 = 0
    var step = Step.invoke
    var kind = OperationKind.read
    var key = "register"
    var value: Int64?
    var expected: Int64?
    var observed: Int64?
    /// What was written, or what was seen, where that is a collection.
    var list: HistoryList?
    var revision: Int64?
    var isRefused = false
    var time: Int64?
  }

  mutating func text(_ text: String, _ cursor: TextCursor) throws(HistoryError) -> Int64 {
    guard let id = number(ofText: text) else { throw cursor.error("a text among whole numbers") }
    return id
  }

  /// The number that stands for a text; nil where the values are whole numbers.
  mutating func number(ofText text: String) -> Int64? {
    guard !hasIntegers else { return nil }
    if let id = texts[text] { return id }
    let id = Int64(history.texts.count)
    texts[text] = id
    history.texts.append(text)
    return id
  }

  mutating func integer(_ value: Int64, _ cursor: TextCursor) throws(HistoryError) -> Int64 {
    hasIntegers = true
    guard texts.isEmpty else { throw cursor.error("a whole number among texts") }
    return value
  }

  mutating func add(_ event: Event, _ cursor: TextCursor) throws(HistoryError) {
    let key = event.step == .invoke ? self.key(event.key) : 0
    guard let refusal = put(event, key: key) else { return }
    let (message, hint) = refusal.words(event)
    throw cursor.error(message, hint: hint)
  }

  /// Why an event cannot follow those before it.
  enum Refusal {
    case isOpen, outOfRange, isNotOpen
    /// It completes an operation of this kind.
    case differs(OperationKind)

    /// What is wrong with the event, and what to try.
    func words(_ event: Event) -> (message: String, hint: String?) {
      switch self {
      case .isOpen:
        (
          "process \(event.process) is invoked again before its operation completed",
          "after an 'info' a client goes on under a new process number"
        )
      case .outOfRange: ("process \(event.process) is out of range", nil)
      case .isNotOpen:
        (
          "process \(event.process) completes an operation that it has not invoked",
          "each completion follows an 'invoke' of the same process"
        )
      case .differs(let kind): ("the completion of a \(kind) says \(event.kind)", nil)
      }
    }
  }

  /// Adds an event whose key has the number `key`, or changes nothing and says why.
  @inline(__always)
  mutating func put(_ event: Event, key: UInt32) -> Refusal? {
    let time = Nanoseconds(rawValue: event.time ?? Int64(history.events))
    if event.step == .invoke {
      guard let process = Int32(exactly: event.process) else { return .outOfRange }
      guard open.number(event.process) == nil else { return .isOpen }
      let number = history.invoke(
        process: Int(process), kind: event.kind, key: key, argument: event.value,
        expected: event.expected, at: time)
      if let list = event.list { history.attach(list, to: number, isValue: false) }
      open.begin(event.process, number)
      return nil
    }
    guard let number = open.number(event.process) else { return .isNotOpen }
    let kind = history.operations[number.index].kind
    guard kind == event.kind else { return .differs(kind) }
    open.end(event.process)
    let isCompare = kind == .compareAndSet
    let isMismatch = isCompare && event.step == .fail && !event.isRefused
    let outcome: Outcome =
      switch event.step {
      case .invoke, .ok: .ok
      case .fail: isMismatch ? .ok : .fail
      case .info: .info
      }
    history.complete(
      number, outcome: outcome, value: kind.isObservation ? event.value : event.observed,
      matched: isCompare && outcome == .ok ? !isMismatch : nil, revision: event.revision, at: time)
    if let list = event.list { history.attach(list, to: number, isValue: true) }
    return nil
  }

  /// The number of a key by its name.
  mutating func key(_ name: String) -> UInt32 {
    if let key = keys[name] { return key }
    let key = UInt32(history.keys.count)
    keys[name] = key
    history.keys.append(name)
    return key
  }

  /// The number of a key of at most 15 bytes.
  @inline(__always)
  mutating func key(_ name: ShortKeys.Name) -> UInt32 {
    if let key = shortKeys[name] { return key }
    let key = key(name.text)
    shortKeys.insert(name, key)
    return key
  }

  /// The kind and number of the operation that a process has open.
  func openOperation(of process: Int64) -> (number: OperationNumber, kind: OperationKind)? {
    open.number(process).map { ($0, history.operations[$0.index].kind) }
  }

  /// Counts an event of somebody who is no client.
  mutating func leaveOut() { history.eventsLeftOut += 1 }

  /// Takes a whole number for a value; false where the values are texts.
  @inline(__always)
  mutating func takesIntegers() -> Bool {
    hasIntegers = true
    return texts.isEmpty
  }
}
