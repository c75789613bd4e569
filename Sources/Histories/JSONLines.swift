import Vocabulary

/// Reads one event of a history in JSON lines.
enum JSONLines {
  static func event(
    _ cursor: inout TextCursor, _ result: inout HistoryImport
  ) throws(HistoryError) -> HistoryImport.Event {
    var event = HistoryImport.Event()
    var value = CollectionText.Value.scalar(nil)
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
      case "value": value = try CollectionText.value(&cursor, &result)
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

  /// Puts an event's value where its kind wants it; a failed or unsure event repeats its request.
  private static func place(
    _ value: CollectionText.Value, in event: inout HistoryImport.Event, _ cursor: TextCursor
  ) throws(HistoryError) {
    let isInvoke = event.step == .invoke
    let word = event.kind.word
    if event.kind == .compareAndSet {
      guard case .plain(let pair) = value, pair.count == 2, !isInvoke || pair[1] != nil else {
        if !isInvoke, case .scalar(nil) = value { return }
        throw cursor.error("a cas needs \"value\": [expected, new]")
      }
      event.expected = pair[0]
      event.value = pair[1]
      return
    }
    let isSeen = event.kind.isObservation && event.step == .ok
    switch value {
    case .scalar(let scalar):
      guard scalar != nil || !isInvoke || !event.kind.needsValue else {
        throw cursor.error("a \(word) needs a value")
      }
      guard !isSeen || event.kind != .drain else {
        throw cursor.error("a drain needs \"value\": [element, …]")
      }
      event.value = isInvoke && !event.kind.needsValue ? nil : scalar
    case .plain(let elements):
      guard event.kind == .read || event.kind == .drain else {
        throw cursor.error("a \(word) has one value; only read and drain see several")
      }
      guard isSeen else { return }
      let found = elements.compactMap { $0 }
      guard found.count == elements.count, !found.contains(HistoryList.absent) else {
        throw cursor.error("an element of a collection is no null")
      }
      event.list = HistoryList(.elements, found)
    case .list(let list):
      guard event.kind.takes(list.form) else {
        throw cursor.error("a \(word) has another kind of value")
      }
      if isInvoke || isSeen { event.list = list }
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
    let start = cursor
    if cursor.take("\""), let kind = OperationKind(word: try cursor.restOfString()) { return kind }
    throw start.expected("one of \(OperationKind.words) in quotes")
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

  static func scalar(
    _ cursor: inout TextCursor, _ result: inout HistoryImport
  ) throws(HistoryError) -> Int64? {
    if cursor.take(word: "null") { return nil }
    if cursor.take("\"") { return try result.text(try cursor.restOfString(), cursor) }
    guard let number = try cursor.integer() else {
      throw cursor.expected("a whole number, a string or null")
    }
    return try result.integer(number, cursor)
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
