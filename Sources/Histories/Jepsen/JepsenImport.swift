import Vocabulary

/// Turns the events of a Jepsen history into operations.
///
/// Shape: whether a value has its key beside it, as `[key value]` of `jepsen.independent`, is seen
/// at the invocation and holds for the completion. Events of processes that are names, such as the
/// nemesis, are counted and left out.
struct JepsenImport {
  private let file: String
  private(set) var result = HistoryImport()
  /// The processes whose open operation has a key beside its value.
  private var keyed: Set<Int64> = []

  init(file: String) { self.file = file }

  mutating func take(_ form: EDNValue) throws(HistoryError) {
    let source = try JepsenEvent(form, file: file)
    guard let process = try source.process() else { return result.leaveOut() }
    var event = HistoryImport.Event()
    event.process = process
    event.step = try source.step()
    event.kind = try source.kind()
    event.time = try source.number("time")
    event.revision = try source.number("revision")
    event.isRefused = source["error"].map { !$0.isNil } ?? false
    if let observed = source["observed"] { event.observed = try scalar(observed, source) }
    let value = source["value"]?.untagged
    let isInvoke = event.step == .invoke
    if isInvoke {
      if Self.hasKey(value, event.kind) { keyed.insert(process) } else { keyed.remove(process) }
    }
    try read(value, keyed.contains(process), into: &event, source)
    let key = isInvoke ? result.key(event.key) : 0
    guard let refusal = result.put(event, key: key) else { return }
    let (message, hint) = refusal.words(event)
    throw source.wrong(message, hint: hint)
  }

  /// Whether an invocation's value is a key with a value.
  private static func hasKey(_ value: EDNValue?, _ kind: OperationKind) -> Bool {
    guard let value, case .vector(let pair) = value.form, pair.count == 2, pair[0].elements == nil
    else { return false }
    return kind != .compareAndSet || pair[1].untagged.elements?.count == 2
  }

  /// Puts an event's value where its kind wants it.
  private mutating func read(
    _ whole: EDNValue?, _ isKeyed: Bool, into event: inout HistoryImport.Event,
    _ source: JepsenEvent
  ) throws(HistoryError) {
    let isInvoke = event.step == .invoke
    // What a failed or unsure operation repeats of its request is not looked at.
    guard isInvoke || event.step == .ok else { return }
    var value = whole
    if isKeyed, let pair = whole {
      guard let parts = pair.elements, parts.count == 2 else {
        throw source.error(pair, "[key value], as at the invocation")
      }
      event.key = try key(parts[0], source)
      value = parts[1].untagged
    }
    let isSeen = event.kind.isObservation && !isInvoke
    guard let value, !value.isNil else {
      let needsValue = isInvoke ? !Self.asksForNothing(event.kind) : event.kind == .drain
      guard !needsValue else {
        throw source.error(whole ?? source.place, "a value for \(event.kind.word)")
      }
      return
    }
    if event.kind == .compareAndSet {
      guard isInvoke else { return }
      guard let pair = value.elements, pair.count == 2 else {
        throw source.error(value, "[expected new]")
      }
      event.expected = try scalar(pair[0], source)
      event.value = try scalar(pair[1], source)
      guard event.value != nil else { throw source.error(pair[1], "a new value that is no nil") }
    } else if event.kind == .transfer {
      if isInvoke { event.list = try transfer(value, source) }
    } else if isSeen || (isInvoke && !Self.asksForNothing(event.kind)) {
      try observed(value, into: &event, source)
    } else if isInvoke, event.kind == .read, value.elements != nil {
      event.list = try collection(value, event.kind, source)
    }
  }

  private static func asksForNothing(_ kind: OperationKind) -> Bool {
    kind.isObservation || kind == .acquire || kind == .release
  }

  /// A value, or where the kind has them a collection.
  private mutating func observed(
    _ value: EDNValue, into event: inout HistoryImport.Event, _ source: JepsenEvent
  ) throws(HistoryError) {
    let isCollection = value.elements != nil || value.entries != nil
    switch event.kind {
    case .read, .drain, .write:
      if event.kind == .drain || isCollection {
        event.list = try collection(value, event.kind, source)
        return
      }
    case .generate:
      if isCollection {
        event.value = try text(EDNText.line(value.form), value, source)
        return
      }
    default: break
    }
    event.value = try scalar(value, source)
  }

  private func key(_ value: EDNValue, _ source: JepsenEvent) throws(HistoryError) -> String {
    switch value.form {
    case .integer(let number): return String(number)
    case .string(let text): return text
    case .keyword(let name): return ":" + name
    default: throw source.error(value, "a number, a string or a keyword as the key")
    }
  }

  /// A value as a number: itself, or the number of its text; nil where it is nil.
  private mutating func scalar(
    _ value: EDNValue, _ source: JepsenEvent
  ) throws(HistoryError) -> Int64? {
    switch value.untagged.form {
    case .null: return nil
    case .integer(let number):
      guard result.takesIntegers() else {
        throw source.error(value, "a text, as the values before")
      }
      return number
    case .string(let string): return try text(string, value, source)
    case .keyword, .bool, .character, .symbol, .wide:
      return try text(EDNText.line(value.untagged.form), value, source)
    default: throw source.error(value, "a whole number, a text or nil")
    }
  }

  private mutating func text(
    _ text: String, _ value: EDNValue, _ source: JepsenEvent
  ) throws(HistoryError) -> Int64 {
    guard let number = result.number(ofText: text) else {
      throw source.error(value, "a whole number, as the values before")
    }
    return number
  }

  /// A whole number that is no value that somebody wrote: an account, a balance, an amount, a key.
  private mutating func whole(
    _ value: EDNValue?, _ what: String, _ place: EDNValue, _ source: JepsenEvent
  ) throws(HistoryError) -> Int64 {
    guard let value, let number = Self.number(value) else {
      throw source.error(value ?? place, "a whole number as \(what)")
    }
    guard number != HistoryList.absent else {
      throw source.error(value, "a number above the lowest of 64 bits")
    }
    guard result.takesIntegers() else { throw source.error(value, "a text, as the values before") }
    return number
  }

  /// A whole number, also where it is a member's name.
  private static func number(_ value: EDNValue) -> Int64? {
    value.whole ?? value.keyword.flatMap { Int64($0) }
  }

  private mutating func transfer(
    _ value: EDNValue, _ source: JepsenEvent
  ) throws(HistoryError) -> HistoryList {
    guard value.entries != nil else { throw source.error(value, "{:from … :to … :amount …}") }
    var parts: [Int64] = []
    for name in ["from", "to", "amount"] {
      parts.append(try whole(value[name], "the transfer's \(name)", value, source))
    }
    return HistoryList(.transfer, parts)
  }

  private mutating func collection(
    _ value: EDNValue, _ kind: OperationKind, _ source: JepsenEvent
  ) throws(HistoryError) -> HistoryList {
    if let entries = value.entries {
      guard kind == .read else { throw source.error(value, "a vector of elements") }
      var pairs: [Int64] = []
      for entry in entries {
        pairs.append(try whole(entry.key, "an account", value, source))
        let isAbsent = entry.value.isNil
        pairs.append(
          isAbsent
            ? HistoryList.absent : try whole(entry.value, "an account's balance", value, source))
      }
      return HistoryList(.map, pairs)
    }
    guard let elements = value.elements else { throw source.error(value, "a vector of elements") }
    if kind == .write || elements.first?.elements != nil {
      return try transaction(elements, kind, value, source)
    }
    var numbers: [Int64] = []
    numbers.reserveCapacity(elements.count)
    for element in elements {
      guard let number = try scalar(element, source), number != HistoryList.absent else {
        throw source.error(element, "an element that is no nil")
      }
      numbers.append(number)
    }
    return HistoryList(.elements, numbers)
  }

  /// `[[:r 1 nil] [:r 2 5]]`, or `[[:w 1 5]]`.
  private mutating func transaction(
    _ micros: [EDNValue], _ kind: OperationKind, _ value: EDNValue, _ source: JepsenEvent
  ) throws(HistoryError) -> HistoryList {
    let isWrite = kind == .write
    guard !isWrite || micros.count == 1 else {
      throw source.error(
        value, "one write, or reads only",
        found: "found a longer transaction; check it with --model rw-register or list-append")
    }
    var pairs: [Int64] = []
    for micro in micros {
      guard let parts = micro.elements, parts.count == 3,
        source.word(parts[0]) == (isWrite ? "w" : "r")
      else {
        throw source.error(
          micro, isWrite ? "[:w key value]" : "[:r key value]",
          found: "transactions that mix reads and writes are of --model rw-register")
      }
      pairs.append(try whole(parts[1], "a key", micro, source))
      let isAbsent = parts[2].isNil && !isWrite
      pairs.append(isAbsent ? HistoryList.absent : try whole(parts[2], "a value", micro, source))
    }
    return HistoryList(isWrite ? .writes : .reads, pairs)
  }
}

extension History {
  /// Reads the events of a Jepsen history from EDN or JSON.
  init(jepsen bytes: EDNBytes, _ format: HistoryFormat) throws(HistoryError) {
    var events = JepsenImport(file: bytes.file)
    if format == .jepsenJSON {
      var forms = JSONForms(bytes)
      while let form = try forms.nextElement() { try events.take(form) }
    } else {
      var forms = EDNReader(bytes)
      while let form = try forms.nextElement() { try events.take(form) }
    }
    self = events.result.history
  }
}
