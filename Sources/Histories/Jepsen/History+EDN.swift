import Vocabulary

extension History {
  /// The history as Jepsen writes it: a map a line, in the order of the events.
  ///
  /// Shape: values are `[key value]` unless there is only the key `register`. A compare-and-set
  /// that saw another value is a `:fail` without `:error`, a real failure has one.
  package func edn() -> String {
    var text = ""
    for (index, event) in eventsInOrder.enumerated() {
      text += line(operations[event.operation], index, isCompletion: event.isCompletion) + "\n"
    }
    return text
  }

  private func line(_ operation: Operation, _ index: Int, isCompletion: Bool) -> String {
    let isMismatch = operation.outcome == .ok && operation.matched == false
    let type = isCompletion ? (isMismatch ? "fail" : operation.outcome.rawValue) : "invoke"
    var members = [
      "index \(index)", "type :\(type)", "process \(operation.process)",
      "f :\(operation.kind.word)", "value \(keyed(operation, isCompletion: isCompletion))",
    ]
    if isCompletion {
      if operation.outcome == .fail { members.append("error \"fail\"") }
      if operation.kind == .compareAndSet, let seen = operation.value {
        members.append("observed \(scalar(seen))")
      }
      if let revision = revision(operation) { members.append("revision \(revision)") }
    }
    let time = isCompletion ? operation.completedNs ?? operation.invokedNs : operation.invokedNs
    members.append("time \(time.rawValue)")
    return "{" + members.map { ":" + $0 }.joined(separator: ", ") + "}"
  }

  private func keyed(_ operation: Operation, isCompletion: Bool) -> String {
    let value = value(operation, isCompletion: isCompletion)
    if keys == ["register"] { return value }
    let name = keyName(operation)
    // A key that is written like a number is one.
    let key = Int64(name).map { String($0) == name } ?? false ? name : EDNText.quoted(name)
    return "[\(key) \(value)]"
  }

  private func value(_ operation: Operation, isCompletion: Bool) -> String {
    if operation.kind == .compareAndSet {
      return "[\(scalar(operation.expected)) \(scalar(operation.argument))]"
    }
    guard operation.kind.isObservation else {
      return argumentList(operation).map { collection($0) } ?? scalar(operation.argument)
    }
    if isCompletion, operation.outcome == .ok {
      return valueList(operation).map { collection($0) } ?? scalar(operation.value)
    }
    return argumentList(operation).map { collection($0) } ?? "nil"
  }

  private func collection(_ list: HistoryList) -> String {
    switch list.form {
    case .elements: return "[\(list.elements.map { scalar($0) }.joined(separator: " "))]"
    case .map:
      return "{" + list.pairs.map { "\($0.key) \(plain($0.value))" }.joined(separator: ", ") + "}"
    case .reads: return micros(list, ":r")
    case .writes: return micros(list, ":w")
    case .transfer:
      let names = [":from", ":to", ":amount"]
      return "{" + zip(names, list.elements).map { "\($0) \($1)" }.joined(separator: ", ") + "}"
    }
  }

  private func micros(_ list: HistoryList, _ word: String) -> String {
    "[" + list.pairs.map { "[\(word) \($0.key) \(plain($0.value))]" }.joined(separator: " ") + "]"
  }

  private func plain(_ value: Int64?) -> String { value.map { String($0) } ?? "nil" }

  private func scalar(_ value: Int64?) -> String {
    guard let value else { return "nil" }
    return texts.indices.contains(Int(value)) ? EDNText.quoted(texts[Int(value)]) : String(value)
  }
}
