import FoundationEssentials
import Vocabulary

extension History {
  /// The history as JSON lines, one event a line, in the order of the history.
  package func jsonLines() throws -> String {
    var events: [(at: UInt32, operation: Int, isCompletion: Bool)] = []
    for (index, operation) in operations.enumerated() {
      events.append((operation.invokedAt, index, false))
      if operation.completedAt != .max { events.append((operation.completedAt, index, true)) }
    }
    events.sort { $0.at < $1.at }
    var text = ""
    for event in events {
      text += try line(operations[event.operation], isCompletion: event.isCompletion)
    }
    return text
  }

  private func line(_ operation: Operation, isCompletion: Bool) throws -> String {
    let names: [OperationKind: String] = [
      .read: "read", .write: "write", .compareAndSet: "cas", .append: "append",
    ]
    var members: [(String, String)] = [("process", String(operation.process))]
    let isMismatch = operation.outcome == .ok && operation.matched == false
    let type = isCompletion ? (isMismatch ? "fail" : operation.outcome.rawValue) : "invoke"
    members.append(("type", "\"\(type)\""))
    members.append(("f", "\"\(names[operation.kind] ?? "read")\""))
    members.append(("key", try CanonicalJSON.line(keyName(operation))))
    switch operation.kind {
    case .read:
      let isSeen = isCompletion && operation.outcome == .ok
      members.append(("value", try json(isSeen ? operation.value : nil)))
    case .write, .append: members.append(("value", try json(operation.argument)))
    case .compareAndSet:
      let pair = "[\(try json(operation.expected)),\(try json(operation.argument))]"
      members.append(("value", pair))
      if isCompletion, let seen = operation.value { members.append(("observed", try json(seen))) }
    }
    if isCompletion {
      if operation.outcome == .fail { members.append(("error", "\"fail\"")) }
      if let revision = operation.revision { members.append(("revision", String(revision))) }
    }
    let time = isCompletion ? operation.completedNs ?? .zero : operation.invokedNs
    members.append(("time", String(time.rawValue)))
    return "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}\n"
  }

  private func json(_ value: Int64?) throws -> String {
    guard let value else { return "null" }
    guard texts.indices.contains(Int(value)) else { return String(value) }
    return try CanonicalJSON.line(texts[Int(value)])
  }
}
