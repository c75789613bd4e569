import FoundationEssentials
import Vocabulary

extension History {
  /// The history as JSON lines, one event a line, in the order of the history.
  package func jsonLines() throws -> String {
    var text = ""
    for event in eventsInOrder {
      text += try line(operations[event.operation], isCompletion: event.isCompletion)
    }
    return text
  }

  private func line(_ operation: Operation, isCompletion: Bool) throws -> String {
    var members: [(String, String)] = [("process", String(operation.process))]
    let isMismatch = operation.outcome == .ok && operation.matched == false
    let type = isCompletion ? (isMismatch ? "fail" : operation.outcome.rawValue) : "invoke"
    members.append(("type", "\"\(type)\""))
    members.append(("f", "\"\(operation.kind.word)\""))
    members.append(("key", try CanonicalJSON.line(keyName(operation))))
    members.append(("value", try value(operation, isCompletion: isCompletion)))
    if operation.kind == .compareAndSet, isCompletion, let seen = operation.value {
      members.append(("observed", try json(seen)))
    }
    if isCompletion {
      if operation.outcome == .fail { members.append(("error", "\"fail\"")) }
      if let revision = revision(operation) { members.append(("revision", String(revision))) }
    }
    let time = isCompletion ? operation.completedNs ?? .zero : operation.invokedNs
    members.append(("time", String(time.rawValue)))
    return "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}\n"
  }

  private func value(_ operation: Operation, isCompletion: Bool) throws -> String {
    if operation.kind == .compareAndSet {
      return "[\(try json(operation.expected)),\(try json(operation.argument))]"
    }
    let isSeen = isCompletion && operation.outcome == .ok
    guard operation.kind.isObservation else {
      return try argumentList(operation).map { try json($0) } ?? json(operation.argument)
    }
    if isSeen, let list = valueList(operation) { return try json(list) }
    if !isSeen, let list = argumentList(operation) { return try json(list) }
    return try json(isSeen ? operation.value : nil)
  }

  private func json(_ list: HistoryList) throws -> String {
    func plain(_ value: Int64?) -> String { value.map { String($0) } ?? "null" }
    switch list.form {
    case .elements:
      return "[" + (try list.elements.map { try json($0) }).joined(separator: ",") + "]"
    case .map:
      let pairs = list.pairs.map { "\"\($0.key)\":\(plain($0.value))" }
      return "{" + pairs.joined(separator: ",") + "}"
    case .reads, .writes:
      let word = list.form == .reads ? "r" : "w"
      let micros = list.pairs.map { "[\"\(word)\",\($0.key),\(plain($0.value))]" }
      return "[" + micros.joined(separator: ",") + "]"
    case .transfer:
      let names = ["from", "to", "amount"]
      return "{" + zip(names, list.elements).map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }
  }

  private func json(_ value: Int64?) throws -> String {
    guard let value else { return "null" }
    guard texts.indices.contains(Int(value)) else { return String(value) }
    return try CanonicalJSON.line(texts[Int(value)])
  }
}
