import Vocabulary

/// Reads one event of a transaction history in JSON lines.
///
/// Shape: `{"type":"ok","process":0,"f":"txn","value":[["append",1,2],["r",1,[2]],["w",3,4]]}`.
enum TransactionLines {
  static func event(
    _ cursor: inout TextCursor, _ event: inout TransactionEvent, _ result: inout TransactionImport
  ) throws(HistoryError) {
    event.clear()
    var later: TextCursor?
    try cursor.expect("{", "'{' at the start of an event")
    while true {
      cursor.skipBlanks()
      try member(&cursor, &event, &result, &later)
      cursor.skipBlanks()
      if cursor.take(",") { continue }
      if cursor.take("}") { break }
      throw cursor.expected("',' or '}' after a member")
    }
    if event.hasProcess, event.process == nil { return }
    guard event.hasProcess, event.step != nil, event.isTransaction else {
      throw cursor.error("an event needs process, type and f, and f is \"txn\"")
    }
    if var later { try value(&later, &event, &result) }
  }

  /// One member; a value that stands before what says whose it is, is left for `later`.
  private static func member(
    _ cursor: inout TextCursor, _ event: inout TransactionEvent,
    _ result: inout TransactionImport, _ later: inout TextCursor?
  ) throws(HistoryError) {
    guard cursor.take("\"") else { throw cursor.expected("a member's name in quotes") }
    if cursor.take(word: "value\"") {
      try colon(&cursor)
      if cursor.take(word: "null") { return }
      if event.process != nil, event.isTransaction {
        try value(&cursor, &event, &result)
      } else {
        later = cursor
        try JSONLines.skip(&cursor, depth: 0)
      }
    } else if cursor.take(word: "type\"") {
      try colon(&cursor)
      event.step = try JSONLines.step(&cursor)
    } else if cursor.take(word: "process\"") {
      try colon(&cursor)
      event.hasProcess = true
      event.process = try cursor.integer()
      // A process without a number is no client: its events are no transactions.
      if event.process == nil { try JSONLines.skip(&cursor, depth: 0) }
    } else if cursor.take(word: "f\"") {
      try colon(&cursor)
      event.isTransaction = cursor.take(word: "\"txn\"")
      if !event.isTransaction { try JSONLines.skip(&cursor, depth: 0) }
    } else if cursor.take(word: "time\"") {
      try colon(&cursor)
      if !cursor.take(word: "null") {
        guard let time = try cursor.integer() else { throw cursor.expected("a time or null") }
        event.time = time
      }
    } else if cursor.take(word: "index\"") {
      try colon(&cursor)
      if cursor.shortInteger() == nil { try JSONLines.skip(&cursor, depth: 0) }
    } else {
      _ = try cursor.restOfString()
      try colon(&cursor)
      try JSONLines.skip(&cursor, depth: 0)
    }
  }

  private static func colon(_ cursor: inout TextCursor) throws(HistoryError) {
    try cursor.expect(":", "':' after a member's name")
    cursor.skipBlanks()
  }

  private static func value(
    _ cursor: inout TextCursor, _ event: inout TransactionEvent, _ result: inout TransactionImport
  ) throws(HistoryError) {
    event.hasValue = true
    try cursor.expect("[", "'[' at the start of a transaction")
    cursor.skipBlanks()
    if cursor.take("]") { return }
    while true {
      try micro(&cursor, &event, &result)
      cursor.skipBlanks()
      if cursor.take(",") { continue }
      if cursor.take("]") { return }
      throw cursor.expected("',' or ']' after a micro-operation")
    }
  }

  private static func micro(
    _ cursor: inout TextCursor, _ event: inout TransactionEvent, _ result: inout TransactionImport
  ) throws(HistoryError) {
    try cursor.expect("[", "'[' at the start of a micro-operation")
    cursor.skipBlanks()
    let kind: MicroKind
    if cursor.take(word: "\"r\"") {
      kind = .read
    } else if cursor.take(word: "\"append\"") {
      try result.settle(.lists, cursor)
      kind = .write
    } else if cursor.take(word: "\"w\"") {
      try result.settle(.registers, cursor)
      kind = .write
    } else {
      throw cursor.expected("\"r\", \"append\" or \"w\"")
    }
    try cursor.expect(",", "',' before the key")
    cursor.skipBlanks()
    var micro = TransactionEvent.Micro(kind: kind, key: try key(&cursor, &result))
    cursor.skipBlanks()
    if cursor.take(",") {
      cursor.skipBlanks()
      try seen(&cursor, &micro, &event, &result)
    }
    if kind == .write, micro.seen != .value {
      throw cursor.error("an append or a write needs one value")
    }
    try cursor.expect("]", "']' after the value")
    event.micros.append(micro)
  }

  private static func key(
    _ cursor: inout TextCursor, _ result: inout TransactionImport
  ) throws(HistoryError) -> UInt32 {
    if let number = cursor.shortInteger() { return result.builder.key(number) }
    if let number = try cursor.integer() { return result.builder.key(number) }
    guard cursor.take("\"") else { throw cursor.expected("a key") }
    return result.builder.key(try cursor.restOfString())
  }

  private static func seen(
    _ cursor: inout TextCursor, _ micro: inout TransactionEvent.Micro,
    _ event: inout TransactionEvent, _ result: inout TransactionImport
  ) throws(HistoryError) {
    if cursor.take(word: "null") { return }
    guard cursor.take("[") else {
      micro.value = try scalar(&cursor, &result)
      micro.seen = .value
      if micro.kind == .read { try result.settle(.registers, cursor) }
      return
    }
    try result.settle(.lists, cursor)
    micro.seen = .list
    micro.value = Int64(event.values.count)
    cursor.skipBlanks()
    if cursor.take("]") { return }
    while true {
      event.values.append(try scalar(&cursor, &result))
      micro.count += 1
      cursor.skipBlanks()
      if cursor.take(",") {
        cursor.skipBlanks()
        continue
      }
      if cursor.take("]") { return }
      throw cursor.expected("',' or ']' after an element")
    }
  }

  @inline(__always)
  private static func scalar(
    _ cursor: inout TextCursor, _ result: inout TransactionImport
  ) throws(HistoryError) -> Int64 {
    if let number = cursor.shortInteger() { return try result.integer(number, cursor) }
    if let number = try cursor.integer() { return try result.integer(number, cursor) }
    guard cursor.take("\"") else { throw cursor.expected("a whole number or a string") }
    return try result.text(try cursor.restOfString(), cursor)
  }
}
