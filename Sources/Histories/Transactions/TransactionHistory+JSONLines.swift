import FoundationEssentials
import Vocabulary

extension TransactionHistory {
  /// The history as JSON lines, one event a line, in order.
  package func jsonLines() throws -> String {
    let completions = (0..<count).filter { completedAt[$0] != .max }
      .sorted { completedAt[$0] < completedAt[$1] }
    var text = ""
    var begun = 0
    for transaction in completions {
      while begun < count, invokedAt[begun] < completedAt[transaction] {
        text += try line(begun, isCompletion: false)
        begun += 1
      }
      text += try line(transaction, isCompletion: true)
    }
    while begun < count {
      text += try line(begun, isCompletion: false)
      begun += 1
    }
    return text
  }

  private func line(_ transaction: Int, isCompletion: Bool) throws -> String {
    let type = isCompletion ? outcomes[transaction].rawValue : "invoke"
    let isAnswered = isCompletion && outcomes[transaction] == .ok
    let value = try micros(of: transaction).map { try json($0, isAnswered: isAnswered) }
    let time = isCompletion ? completedNs[transaction] : invokedNs[transaction]
    return "{\"type\":\"\(type)\",\"process\":\(processes[transaction]),\"f\":\"txn\","
      + "\"value\":[\(value.joined(separator: ","))],\"time\":\(time)}\n"
  }

  private func json(_ micro: Int, isAnswered: Bool) throws -> String {
    let name = try CanonicalJSON.line(keys[Int(microKeys[micro])])
    let reference = microReferences[micro]
    if microKinds[micro] == .write {
      let word = objects == .registers ? "w" : "append"
      return "[\"\(word)\",\(name),\(try json(reference))]"
    }
    guard isAnswered, reference < Self.absent else {
      let isEmpty = isAnswered && reference == Self.absent && objects == .lists
      return "[\"r\",\(name),\(isEmpty ? "[]" : "null")]"
    }
    if objects == .registers { return "[\"r\",\(name),\(try json(reference))]" }
    let list = try self.list(reference).map { try json($0) }.joined(separator: ",")
    return "[\"r\",\(name),[\(list)]]"
  }

  private func json(_ element: UInt32) throws -> String {
    let value = elementValues[Int(element)]
    guard texts.indices.contains(Int(value)) else { return String(value) }
    return try CanonicalJSON.line(texts[Int(value)])
  }
}
