import Vocabulary

/// Reads the events of a transaction history in EDN, as Jepsen stores them.
///
/// Shape: `{:type :ok, :process 0, :f :txn, :value [[:append 1 2] [:r 1 [2]] [:w 3 4]]}`, one after
/// the other or all in one vector; tags such as `#jepsen.history.Op` are passed over.
struct TransactionForms {
  private let file: String
  private var result = TransactionImport()
  private var event = TransactionEvent()

  /// A form's place for errors.
  private struct Place: TextPlace {
    let file: String
    let value: EDNValue

    func error(_ message: String, hint: String?) -> HistoryError {
      .malformed(
        Diagnostic(
          file: file, position: value.position, message: message,
          hint: hint ?? "found \(value.form.kind); docs/reference/history.md has the grammar"))
    }
  }

  private init(file: String) { self.file = file }

  static func history(
    _ reader: inout EDNReader, file: String
  ) throws(HistoryError) -> TransactionHistory {
    var forms = TransactionForms(file: file)
    while let form = try reader.nextElement() { try forms.add(form) }
    return forms.result.builder.history
  }

  private func wrong(_ value: EDNValue, _ what: String) -> HistoryError {
    Place(file: file, value: value).error("expected \(what)", hint: nil)
  }

  private mutating func add(_ form: EDNValue) throws(HistoryError) {
    let map = form.untagged
    guard map.entries != nil else { throw wrong(form, "an operation: {:type …, :process …}") }
    event.clear()
    guard let process = member("process", map) else { throw wrong(form, "a :process") }
    // A process without a number is no client: its events are no transactions.
    guard let number = process.whole else { return }
    event.process = number
    guard let step = member("type", map).flatMap(step) else {
      throw wrong(member("type", map) ?? form, "a :type of :invoke, :ok, :fail or :info")
    }
    event.step = step
    guard member("f", map)?.keyword == "txn" else {
      throw wrong(member("f", map) ?? form, "an :f of :txn")
    }
    event.time = member("time", map)?.whole
    if let value = member("value", map), !value.isNil { try transaction(value) }
    try result.add(event, Place(file: file, value: form))
  }

  private func member(_ name: String, _ map: EDNValue) -> EDNValue? {
    map.entries?.first { $0.key.keyword == name }?.value
  }

  private func step(_ value: EDNValue) -> HistoryImport.Step? {
    switch value.keyword {
    case "invoke": .invoke
    case "ok": .ok
    case "fail": .fail
    case "info": .info
    default: nil
    }
  }

  private mutating func transaction(_ value: EDNValue) throws(HistoryError) {
    guard let micros = value.elements else {
      throw wrong(value, "a vector of micro-operations such as [:r :x nil]")
    }
    event.hasValue = true
    for micro in micros {
      let found = try self.micro(micro)
      event.micros.append(found)
    }
  }

  private mutating func micro(_ form: EDNValue) throws(HistoryError) -> TransactionEvent.Micro {
    guard let parts = form.elements, parts.count == 2 || parts.count == 3 else {
      throw wrong(form, "a micro-operation such as [:append :x 1]")
    }
    let kind: MicroKind
    switch parts[0].keyword {
    case "r": kind = .read
    case "append":
      try result.settle(.lists, Place(file: file, value: parts[0]))
      kind = .write
    case "w":
      try result.settle(.registers, Place(file: file, value: parts[0]))
      kind = .write
    default: throw wrong(parts[0], ":r, :append or :w")
    }
    var micro = TransactionEvent.Micro(kind: kind, key: try key(parts[1]))
    if parts.count == 3, !parts[2].isNil { try seen(parts[2], &micro) }
    if kind == .write, micro.seen != .value {
      throw wrong(form, "one value for an append or a write")
    }
    return micro
  }

  private mutating func key(_ form: EDNValue) throws(HistoryError) -> UInt32 {
    if let number = form.whole { return result.builder.key(number) }
    guard let name = form.keyword ?? form.text else { throw wrong(form, "a key") }
    return result.builder.key(name)
  }

  private mutating func seen(
    _ form: EDNValue, _ micro: inout TransactionEvent.Micro
  ) throws(HistoryError) {
    guard let elements = form.elements else {
      micro.value = try scalar(form)
      micro.seen = .value
      if micro.kind == .read {
        try result.settle(.registers, Place(file: file, value: form))
      }
      return
    }
    try result.settle(.lists, Place(file: file, value: form))
    micro.seen = .list
    micro.value = Int64(event.values.count)
    micro.count = elements.count
    for element in elements {
      let value = try scalar(element)
      event.values.append(value)
    }
  }

  private mutating func scalar(_ form: EDNValue) throws(HistoryError) -> Int64 {
    let place = Place(file: file, value: form)
    if let number = form.whole { return try result.integer(number, place) }
    guard let text = form.text ?? form.keyword else {
      throw wrong(form, "a whole number, a string or a keyword")
    }
    return try result.text(text, place)
  }
}
