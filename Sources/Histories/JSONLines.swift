import Vocabulary

/// Reads one event of a history in JSON lines.
enum JSONLines {
  private struct Value {
    var first: Int64?
    var second: Int64?
    var isPair = false
  }

  static func event(
    _ cursor: inout TextCursor, _ result: inout HistoryImport
  ) throws(HistoryError) -> HistoryImport.Event {
    var event = HistoryImport.Event()
    var value = Value()
    var seen = 0
    try cursor.expect("{", "'{' at the start of an event")
    while true {
      cursor.skipBlanks()
      guard cursor.take("\"") else { throw cursor.expected("a member's name in quotes") }
      let name = try cursor.restOfString()
      try cursor.expect(":", "':' after a member's name")
      cursor.skipBlanks()
      switch name {
      case "process":
        guard let process = try cursor.integer() else { throw cursor.expected("a process number") }
        event.process = process
        seen |= 1
      case "type":
        event.step = try step(&cursor)
        seen |= 2
      case "f":
        event.kind = try kind(&cursor)
        seen |= 4
      case "key": event.key = try key(&cursor)
      case "value": value = try self.value(&cursor, &result)
      case "observed": event.observed = try scalar(&cursor, &result)
      case "revision": event.revision = try nullable(&cursor)
      case "time": event.time = try nullable(&cursor)
      case "error":
        event.isRefused = true
        try skip(&cursor, depth: 0)
      default: try skip(&cursor, depth: 0)
      }
      cursor.skipBlanks()
      if cursor.take(",") { continue }
      if cursor.take("}") { break }
      throw cursor.expected("',' or '}' after a member")
    }
    guard seen == 7 else { throw cursor.error("an event needs process, type and f") }
    try place(value, in: &event, cursor)
    return event
  }

  private static func place(
    _ value: Value, in event: inout HistoryImport.Event, _ cursor: TextCursor
  ) throws(HistoryError) {
    let isInvoke = event.step == .invoke
    switch event.kind {
    case .compareAndSet:
      guard !isInvoke || (value.isPair && value.second != nil) else {
        throw cursor.error("a cas needs \"value\": [expected, new]")
      }
      event.expected = value.first
      event.value = value.second
    case .read, .write, .append:
      guard !value.isPair else { throw cursor.error("only a cas has two values") }
      guard event.kind == .read || !isInvoke || value.first != nil else {
        throw cursor.error("a \(event.kind) needs a value")
      }
      event.value = event.kind == .read && isInvoke ? nil : value.first
    }
  }

  static func step(
    _ cursor: inout TextCursor
  ) throws(HistoryError) -> HistoryImport.Step {
    if cursor.take(word: "\"invoke\"") { return .invoke }
    if cursor.take(word: "\"ok\"") { return .ok }
    if cursor.take(word: "\"fail\"") { return .fail }
    if cursor.take(word: "\"info\"") { return .info }
    throw cursor.expected("\"invoke\", \"ok\", \"fail\" or \"info\"")
  }

  private static func kind(_ cursor: inout TextCursor) throws(HistoryError) -> OperationKind {
    if cursor.take(word: "\"read\"") { return .read }
    if cursor.take(word: "\"write\"") { return .write }
    if cursor.take(word: "\"cas\"") { return .compareAndSet }
    if cursor.take(word: "\"append\"") { return .append }
    throw cursor.expected("\"read\", \"write\", \"cas\" or \"append\"")
  }

  private static func key(_ cursor: inout TextCursor) throws(HistoryError) -> String {
    if cursor.take("\"") { return try cursor.restOfString() }
    guard let number = try cursor.integer() else { throw cursor.expected("a key") }
    return String(number)
  }

  private static func nullable(_ cursor: inout TextCursor) throws(HistoryError) -> Int64? {
    if cursor.take(word: "null") { return nil }
    guard let number = try cursor.integer() else { throw cursor.expected("a whole number or null") }
    return number
  }

  private static func scalar(
    _ cursor: inout TextCursor, _ result: inout HistoryImport
  ) throws(HistoryError) -> Int64? {
    if cursor.take(word: "null") { return nil }
    if cursor.take("\"") { return try result.text(try cursor.restOfString(), cursor) }
    guard let number = try cursor.integer() else {
      throw cursor.expected("a whole number, a string or null")
    }
    return try result.integer(number, cursor)
  }

  private static func value(
    _ cursor: inout TextCursor, _ result: inout HistoryImport
  ) throws(HistoryError) -> Value {
    guard cursor.take("[") else { return Value(first: try scalar(&cursor, &result)) }
    cursor.skipBlanks()
    let first = try scalar(&cursor, &result)
    try cursor.expect(",", "',' between the expected and the new value")
    cursor.skipBlanks()
    let second = try scalar(&cursor, &result)
    try cursor.expect("]", "']' after the new value")
    return Value(first: first, second: second, isPair: true)
  }

  /// Passes a value of any kind; nesting is bounded so that no input can exhaust the stack.
  static func skip(_ cursor: inout TextCursor, depth: Int) throws(HistoryError) {
    guard depth < 64 else { throw cursor.expected("a value nested less than 64 deep") }
    cursor.skipBlanks()
    if cursor.take("\"") {
      _ = try cursor.restOfString()
    } else if cursor.take("[") {
      try skipMembers(&cursor, until: "]", depth: depth)
    } else if cursor.take("{") {
      try skipMembers(&cursor, until: "}", depth: depth)
    } else {
      let start = cursor.place
      while cursor.next > 32, ![44, 93, 125].contains(cursor.next) { cursor.advance() }
      guard cursor.place > start else { throw cursor.expected("a value") }
    }
    cursor.skipBlanks()
  }

  private static func skipMembers(
    _ cursor: inout TextCursor, until end: Unicode.Scalar, depth: Int
  ) throws(HistoryError) {
    cursor.skipBlanks()
    while !cursor.take(end) {
      try skip(&cursor, depth: depth + 1)
      if !cursor.take(",") && !cursor.take(":") && cursor.next != UInt8(end.value) {
        throw cursor.expected("',' or '\(end)'")
      }
      cursor.skipBlanks()
    }
  }
}
