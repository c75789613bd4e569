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
    var bytes = [UInt8](repeating: 0, count: 512 << 10)
    var filled = try Self.read(file, into: &bytes, after: 0)
    let format = format ?? HistoryFormat(detecting: bytes[..<min(filled, 4096)])
    switch format {
    case .blocks:
      try self.init(reading: path)
      return
    case .edn, .jepsenJSON:
      let more = { () throws(HistoryError) -> [UInt8] in [UInt8](try file.read(upTo: 1 << 20)) }
      try self.init(jepsen: EDNBytes(file: path, first: Array(bytes[..<filled]), more: more), format)
      return
    case .jsonLines, .jepsenLog, .keyValueLog: break
    }
    var result = HistoryImport()
    // Two lines of about a hundred bytes are an operation.
    result.reserve(operations: size / 200)
    var line = 1
    while true {
      // A piece without any line's end is one long line: the piece grows until it has one.
      let end = bytes[..<filled].lastIndex(of: 10).map { $0 + 1 } ?? 0
      if end > 0 {
        line = try Self.take(bytes[..<end], file: path, format, line: line, &result)
        bytes.replaceSubrange(0..<(filled - end), with: Array(bytes[end..<filled]))
        filled -= end
      } else if filled == bytes.count {
        bytes.append(contentsOf: repeatElement(0, count: bytes.count))
      }
      let count = try Self.read(file, into: &bytes, after: filled)
      if count == 0 { break }
      filled += count
    }
    if filled > 0 {
      _ = try Self.take(bytes[..<filled], file: path, format, line: line, &result)
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
    var result = HistoryImport()
    _ = try Self.take(bytes[...], file: file, format, line: 1, &result)
    self = result.history
  }

  private static func read(
    _ file: HistoryFile, into bytes: inout [UInt8], after filled: Int
  ) throws(HistoryError) -> Int {
    var result: Result<Int, HistoryError> = .success(0)
    bytes.withUnsafeMutableBytes { raw in
      let room = UnsafeMutableRawBufferPointer(rebasing: raw[filled...])
      do throws(HistoryError) {
        result = .success(try file.read(into: room))
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }

  /// Adds the events of whole lines, the first of which has the number `line`; the next number.
  private static func take(
    _ bytes: ArraySlice<UInt8>, file: String, _ format: HistoryFormat, line: Int,
    _ history: inout HistoryImport
  ) throws(HistoryError) -> Int {
    var result: Result<Int, HistoryError> = .success(line)
    bytes.withUnsafeBufferPointer { buffer in
      var cursor = TextCursor(buffer, file: file, line: line)
      do throws(HistoryError) {
        try importing(&cursor, format, &history)
        result = .success(cursor.line)
      } catch {
        result = .failure(error)
      }
    }
    return try result.get()
  }

  private static func importing(
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
        case .jsonLines, .blocks, .edn, .jepsenJSON: try JSONLines.event(&cursor, &result)
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
