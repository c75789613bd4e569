import Vocabulary

/// One event of a Jepsen history, whichever text it came from.
///
/// Shape: a map with `process`, `type`, `f`, `value`, and where they are there `time`, `error`,
/// `observed` and `revision`; words are keywords or strings.
struct JepsenEvent {
  private let file: String
  private let map: EDNValue

  init(_ form: EDNValue, file: String) throws(HistoryError) {
    self.file = file
    map = form.untagged
    guard map.entries != nil else { throw error(form, "a map with an event's members") }
  }

  /// The whole event, for errors about what it lacks.
  var place: EDNValue { map }

  subscript(member: String) -> EDNValue? { map[member] }

  /// A member that every event has.
  func required(_ member: String) throws(HistoryError) -> EDNValue {
    guard let value = map[member] else {
      throw error(map, "an event with the member :\(member)", found: "found none of that name")
    }
    return value
  }

  /// The client's number; nil where it is a name, such as the nemesis.
  func process() throws(HistoryError) -> Int64? {
    let value = try required("process")
    if let number = value.whole { return number }
    guard word(value) != nil else { throw error(value, "a process number, or a name") }
    return nil
  }

  func step() throws(HistoryError) -> HistoryImport.Step {
    let value = try required("type")
    switch word(value) {
    case "invoke": return .invoke
    case "ok": return .ok
    case "fail": return .fail
    case "info": return .info
    default: throw error(value, "invoke, ok, fail or info as the type")
    }
  }

  /// What was asked. A transaction that only reads, or writes once, is a read or a write of a long
  /// fork; others are no business of this importer.
  func kind() throws(HistoryError) -> OperationKind {
    let value = try required("f")
    if let kind = word(value).flatMap({ OperationKind(word: $0) }) { return kind }
    if word(value) == "txn", let first = map["value"]?.elements?.first?.elements?.first {
      return word(first) == "w" ? .write : .read
    }
    throw error(value, "one of \(OperationKind.words) as f")
  }

  /// A whole number or nothing under a member that may be missing.
  func number(_ member: String) throws(HistoryError) -> Int64? {
    guard let value = map[member], !value.isNil else { return nil }
    guard let number = value.whole else { throw error(value, "a whole number as :\(member)") }
    return number
  }

  /// The name that a keyword or a string is.
  func word(_ value: EDNValue) -> String? { value.keyword ?? value.text }

  func error(_ value: EDNValue, _ expected: String, found: String? = nil) -> HistoryError {
    .malformed(
      Diagnostic(
        file: file, position: value.position, message: "expected \(expected)",
        hint: found ?? "found \(value.form.kind); docs/reference/history.md says what is read"))
  }

  func wrong(_ message: String, hint: String?) -> HistoryError {
    .malformed(
      Diagnostic(
        file: file, position: map.position, message: message,
        hint: hint ?? "docs/reference/history.md says what is read"))
  }
}
