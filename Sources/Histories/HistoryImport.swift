import Vocabulary

/// A history as a text file grows it: events by process, with names interned.
struct HistoryImport {
  private(set) var history = History()
  private var keys: [String: UInt32] = [:]
  private var texts: [String: Int64] = [:]
  private var open: [Int64: OperationNumber] = [:]
  private var hasIntegers = false

  /// What a line says of an operation.
  enum Step { case invoke, ok, fail, info }

  /// One line, whatever its syntax was.
  struct Event {
    var process: Int64 = 0
    var step = Step.invoke
    var kind = OperationKind.read
    var key = "register"
    var value: Int64?
    var expected: Int64?
    var observed: Int64?
    var revision: Int64?
    var isRefused = false
    var time: Int64?
  }

  mutating func text(_ text: String, _ cursor: TextCursor) throws(HistoryError) -> Int64 {
    guard !hasIntegers else { throw cursor.error("a text among whole numbers") }
    if let id = texts[text] { return id }
    let id = Int64(history.texts.count)
    texts[text] = id
    history.texts.append(text)
    return id
  }

  mutating func integer(_ value: Int64, _ cursor: TextCursor) throws(HistoryError) -> Int64 {
    hasIntegers = true
    guard texts.isEmpty else { throw cursor.error("a whole number among texts") }
    return value
  }

  mutating func add(_ event: Event, _ cursor: TextCursor) throws(HistoryError) {
    let time = Nanoseconds(rawValue: event.time ?? Int64(history.events))
    if event.step == .invoke {
      guard open[event.process] == nil else {
        throw cursor.error(
          "process \(event.process) is invoked again before its operation completed",
          hint: "after an 'info' a client goes on under a new process number")
      }
      guard let process = Int32(exactly: event.process) else {
        throw cursor.error("process \(event.process) is out of range")
      }
      let key = keys[event.key] ?? UInt32(history.keys.count)
      if Int(key) == history.keys.count {
        keys[event.key] = key
        history.keys.append(event.key)
      }
      open[event.process] = history.invoke(
        process: Int(process), kind: event.kind, key: key, argument: event.value,
        expected: event.expected, at: time)
      return
    }
    guard let number = open.removeValue(forKey: event.process) else {
      throw cursor.error(
        "process \(event.process) completes an operation that it has not invoked",
        hint: "each completion follows an 'invoke' of the same process")
    }
    let kind = history.operations[number.index].kind
    guard kind == event.kind else {
      throw cursor.error("the completion of a \(kind) says \(event.kind)")
    }
    let isCompare = kind == .compareAndSet
    let isMismatch = isCompare && event.step == .fail && !event.isRefused
    let outcome: Outcome =
      switch event.step {
      case .invoke, .ok: .ok
      case .fail: isMismatch ? .ok : .fail
      case .info: .info
      }
    history.complete(
      number, outcome: outcome, value: kind == .read ? event.value : event.observed,
      matched: isCompare && outcome == .ok ? !isMismatch : nil, revision: event.revision, at: time)
  }
}

/// The forms in which a history may come.
package enum HistoryFormat: String, Sendable, CaseIterable {
  /// The block file that drivers write.
  case blocks
  /// One JSON object a line.
  case jsonLines = "jsonl"
  /// Jepsen's log of an etcd register, as Porcupine keeps them.
  case jepsenLog = "jepsen-log"
  /// Porcupine's log of a key-value store with strings.
  case keyValueLog = "kv-log"

  /// What a file that begins with these bytes is.
  package init(detecting start: some Collection<UInt8>) {
    if start.starts(with: "CYGNHIST".utf8) || start.isEmpty {
      self = .blocks
    } else if start.starts(with: "{:".utf8) {
      self = .keyValueLog
    } else if start.first == UInt8(ascii: "{") {
      self = .jsonLines
    } else {
      self = .jepsenLog
    }
  }
}

extension History {
  /// Reads a history in any form that is known, telling them apart by their first bytes.
  package init(importing path: String) throws(HistoryError) {
    let file = try HistoryFile(reading: path)
    var bytes: [UInt8] = []
    let start = try file.read(upTo: 4 << 20)
    let format = HistoryFormat(detecting: start.prefix(16))
    if format == .blocks {
      try self.init(reading: path)
      return
    }
    bytes += start
    while true {
      let more = try file.read(upTo: 4 << 20)
      if more.isEmpty { break }
      bytes += more
    }
    try self.init(text: bytes, file: path, format: format)
  }

  /// Reads a text history; `file` is its name for errors.
  package init(
    text bytes: [UInt8], file: String, format: HistoryFormat
  ) throws(HistoryError) {
    precondition(format != .blocks, "a block file is read, not imported")
    var result: Result<History, HistoryError> = .success(History())
    bytes.withUnsafeBufferPointer { buffer in
      var cursor = TextCursor(buffer, file: file)
      do throws(HistoryError) {
        result = .success(try Self.importing(&cursor, format))
      } catch {
        result = .failure(error)
      }
    }
    self = try result.get()
  }

  private static func importing(
    _ cursor: inout TextCursor, _ format: HistoryFormat
  ) throws(HistoryError) -> History {
    var result = HistoryImport()
    cursor.skipLineEnds()
    while !cursor.isAtEnd {
      let event =
        switch format {
        case .keyValueLog: try KeyValueLog.event(&cursor, &result)
        case .jepsenLog: try JepsenLog.event(&cursor, &result)
        case .jsonLines, .blocks: try JSONLines.event(&cursor, &result)
        }
      try result.add(event, cursor)
      cursor.skipBlanks()
      guard cursor.isAtEnd || cursor.next == 10 else {
        throw cursor.expected("the end of the line")
      }
      cursor.skipLineEnds()
    }
    return result.history
  }
}
