import Vocabulary

/// Reads one line of Jepsen's log of a register in etcd.
enum JepsenLog {
  static func event(
    _ cursor: inout TextCursor, _ result: inout HistoryImport
  ) throws(HistoryError) -> HistoryImport.Event {
    var event = HistoryImport.Event()
    guard cursor.take(word: "INFO") else { throw cursor.expected("'INFO  jepsen.util - '") }
    cursor.skipBlanks()
    guard cursor.take(word: "jepsen.util - ") else { throw cursor.expected("'jepsen.util - '") }
    guard let process = try cursor.integer() else { throw cursor.expected("a process number") }
    event.process = process
    cursor.skipBlanks()
    event.step = try LogWords.step(&cursor)
    cursor.skipBlanks()
    if cursor.take(word: ":read") {
      event.kind = .read
    } else if cursor.take(word: ":write") {
      event.kind = .write
    } else if cursor.take(word: ":cas") {
      event.kind = .compareAndSet
    } else {
      throw cursor.expected("':read', ':write' or ':cas'")
    }
    cursor.skipBlanks()
    if cursor.take(word: ":timed-out") {
      event.isRefused = true
    } else if cursor.take("[") {
      event.expected = try number(&cursor, &result)
      cursor.skipBlanks()
      event.value = try number(&cursor, &result)
      try cursor.expect("]", "']' after the new value")
    } else if !cursor.take(word: "nil") {
      event.value = try number(&cursor, &result)
    }
    guard event.step != .invoke || event.kind == .read || event.value != nil else {
      throw cursor.error("a \(event.kind.word) is invoked with a value")
    }
    return event
  }

  private static func number(
    _ cursor: inout TextCursor, _ result: inout HistoryImport
  ) throws(HistoryError) -> Int64 {
    guard let value = try cursor.integer() else {
      throw cursor.expected("a whole number, 'nil', '[old new]' or ':timed-out'")
    }
    return try result.integer(value, cursor)
  }
}

/// Reads one line of Porcupine's log of a key-value store with strings.
enum KeyValueLog {
  static func event(
    _ cursor: inout TextCursor, _ result: inout HistoryImport
  ) throws(HistoryError) -> HistoryImport.Event {
    var event = HistoryImport.Event()
    guard cursor.take(word: "{:process ") else { throw cursor.expected("'{:process '") }
    guard let process = try cursor.integer() else { throw cursor.expected("a process number") }
    event.process = process
    guard cursor.take(word: ", :type ") else { throw cursor.expected("', :type '") }
    event.step = try LogWords.step(&cursor)
    guard cursor.take(word: ", :f ") else { throw cursor.expected("', :f '") }
    if cursor.take(word: ":get") {
      event.kind = .read
    } else if cursor.take(word: ":put") {
      event.kind = .write
    } else if cursor.take(word: ":append") {
      event.kind = .append
    } else {
      throw cursor.expected("':get', ':put' or ':append'")
    }
    guard cursor.take(word: ", :key \"") else { throw cursor.expected("', :key \"'") }
    event.key = try cursor.restOfString()
    guard cursor.take(word: ", :value ") else { throw cursor.expected("', :value '") }
    if cursor.take("\"") {
      let text = try cursor.restOfString()
      event.value = text.isEmpty && event.kind == .read ? nil : try result.text(text, cursor)
    } else if !cursor.take(word: "nil") {
      throw cursor.expected("'nil' or a string")
    }
    try cursor.expect("}", "'}' at the end of the event")
    guard event.step != .invoke || event.kind == .read || event.value != nil else {
      throw cursor.error("a \(event.kind.word) is invoked with a value")
    }
    return event
  }
}

/// The words that both logs share.
enum LogWords {
  static func step(_ cursor: inout TextCursor) throws(HistoryError) -> HistoryImport.Step {
    if cursor.take(word: ":invoke") { return .invoke }
    if cursor.take(word: ":ok") { return .ok }
    if cursor.take(word: ":fail") { return .fail }
    if cursor.take(word: ":info") { return .info }
    throw cursor.expected("':invoke', ':ok', ':fail' or ':info'")
  }
}
