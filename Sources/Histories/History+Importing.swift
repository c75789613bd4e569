extension History {
  /// Reads a history in any form that is known; without `format` its first bytes tell them apart.
  ///
  /// Complexity: one pass over pieces of the file that end with a line; memory beside the history
  /// is that of a piece.
  package init(
    importing path: String, format: HistoryFormat? = nil
  ) throws(HistoryError) {
    let file = try HistoryFile(reading: path)
    let size = file.size
    var reader = LineReader(file)
    let found = HistoryFormat(detecting: try reader.start(4_096))
    let format = format ?? found
    switch format {
    case .blocks:
      try self.init(reading: path)
      return
    case .edn, .jepsenJSON:
      let again = try HistoryFile(reading: path)
      let more = { () throws(HistoryError) -> [UInt8] in [UInt8](try again.read(upTo: 1 << 20)) }
      try self.init(jepsen: EDNBytes(file: path, more: more), format)
      return
    case .jsonLines, .jepsenLog, .keyValueLog: break
    }
    var result = HistoryImport()
    // Two lines are an operation; few have less than this together.
    result.reserve(operations: size / 150)
    var line = 1
    while let piece = try reader.next() {
      var cursor = TextCursor(piece, file: path, line: line)
      try Self.take(&cursor, format, &result)
      line = cursor.line
    }
    self = result.history
  }

  /// Reads a text history; `file` is its name for errors.
  package init(
    text bytes: [UInt8], file: String, format: HistoryFormat
  ) throws(HistoryError) {
    precondition(format != .blocks, "a block file is read, not imported")
    if format == .edn || format == .jepsenJSON {
      let none = { () throws(HistoryError) -> [UInt8] in [] }
      try self.init(jepsen: EDNBytes(file: file, first: bytes, more: none), format)
      return
    }
    var result: Result<History, HistoryError> = .success(History())
    bytes.withUnsafeBufferPointer { buffer in
      var cursor = TextCursor(buffer, file: file)
      var history = HistoryImport()
      do throws(HistoryError) {
        try Self.take(&cursor, format, &history)
        result = .success(history.history)
      } catch {
        result = .failure(error)
      }
    }
    self = try result.get()
  }

  private static func take(
    _ cursor: inout TextCursor, _ format: HistoryFormat, _ result: inout HistoryImport
  ) throws(HistoryError) {
    cursor.skipLineEnds()
    while !cursor.isAtEnd {
      if format == .jsonLines { PlainLine.take(&cursor, &result) }
      if cursor.isAtEnd { return }
      let event =
        switch format {
        case .keyValueLog: try KeyValueLog.event(&cursor, &result)
        case .jepsenLog: try JepsenLog.event(&cursor, &result)
        case .jsonLines, .blocks, .edn, .jepsenJSON:
          try JSONLines.event(&cursor, &result)
        }
      try result.add(event, cursor)
      cursor.skipBlanks()
      guard cursor.isAtEnd || cursor.next == 10 else {
        throw cursor.expected("the end of the line")
      }
      cursor.skipLineEnds()
    }
  }
}
