import Synchronization
package import Vocabulary

/// Records what clients ask and are told, from many tasks at once, into a block file.
///
/// Shape: an event goes into a buffer behind a lock held for tens of nanoseconds; the file is
/// written outside that lock, so a slow disk does not slow a client until the buffer is full.
/// Limits: about 2 MiB of memory; 2^32 operations; process numbers of 32 bits.
/// Errors: a call from a client never throws; what writing failed of is thrown by the next `flush`.
package final class HistoryRecorder: Sendable {
  fileprivate struct Buffer {
    var open: HistoryBlock?
    var sealed: [HistoryBlock] = []
    var keys: [String: UInt32] = [:]
    var texts: [String: UInt32] = [:]
    var operations: UInt32 = 0
    var waiting = 0
    var failure: HistoryError?
  }

  private let buffer = Mutex(Buffer())
  private let file: Mutex<HistoryFile>
  private let limit = 16_384

  /// Creates the file, replacing one that is there.
  package init(creating path: String) throws(HistoryError) {
    let created = try HistoryFile(creating: path)
    try created.append(HistoryBlock.fileHeader)
    file = Mutex(created)
  }

  /// Records that a request is about to be sent; call it before sending.
  package func invoke(
    process: Int, kind: OperationKind, key: String, argument: Int64? = nil,
    expected: Int64? = nil, list: HistoryList? = nil, at time: Nanoseconds
  ) -> OperationNumber {
    let (number, isFull) = buffer.withLock { buffer in
      var id = buffer.keys[key]
      if id == nil {
        id = UInt32(buffer.keys.count)
        buffer.keys[key] = id
        for record in HistoryRecord.name(.key, id: id ?? 0, key) { buffer.add(record, time: time) }
      }
      let offset = buffer.offset(of: time)
      if let list { buffer.add(list, of: buffer.operations, isValue: false, time: time) }
      buffer.add(
        .invoke(
          process: Int32(truncatingIfNeeded: process), kind: kind, key: id ?? 0,
          argument: argument, expected: expected, time: offset), time: time)
      buffer.operations += 1
      return (OperationNumber(rawValue: buffer.operations - 1), buffer.waiting >= limit)
    }
    if isFull { flushKeepingFailure() }
    return number
  }

  /// Records what the client was told; `value` is what a read observed (nil: the key is absent), or
  /// `list` the collection.
  package func complete(
    _ number: OperationNumber, outcome: Outcome, value: Int64? = nil, matched: Bool? = nil,
    revision: Int64? = nil, list: HistoryList? = nil, at time: Nanoseconds
  ) {
    let isFull = buffer.withLock { buffer in
      precondition(number.rawValue < buffer.operations, "a completion follows its invocation")
      let offset = buffer.offset(of: time)
      if let list { buffer.add(list, of: number.rawValue, isValue: true, time: time) }
      buffer.add(
        .complete(
          operation: number.rawValue, outcome: outcome, value: value, matched: matched,
          revision: revision, time: offset), time: time)
      return buffer.waiting >= limit
    }
    if isFull { flushKeepingFailure() }
  }

  /// The number that stands for a text; with the first, all values are numbers of texts.
  package func intern(text: String) -> Int64 {
    buffer.withLock { buffer in
      if let id = buffer.texts[text] { return Int64(id) }
      let id = UInt32(buffer.texts.count)
      buffer.texts[text] = id
      let time = Nanoseconds(rawValue: buffer.open?.baseTime ?? 0)
      for record in HistoryRecord.name(.text, id: id, text) { buffer.add(record, time: time) }
      return Int64(id)
    }
  }

  /// Writes what has been recorded as whole blocks; they survive the end of this process.
  package func flush() throws(HistoryError) {
    try file.withLock { file throws(HistoryError) in
      let (blocks, failure) = buffer.withLock { buffer in
        defer {
          buffer.sealed = []
          buffer.open = nil
          buffer.waiting = 0
        }
        return (buffer.sealed + (buffer.open.map { [$0] } ?? []), buffer.failure)
      }
      if let failure { throw failure }
      do throws(HistoryError) {
        for block in blocks { try file.append(block.bytes) }
      } catch {
        // After a block that may be torn nothing more is written: the prefix stays readable.
        buffer.withLock { $0.failure = error }
        throw error
      }
    }
  }

  /// Writes the rest with the mark of an orderly end, and closes the file; record nothing after.
  package func close() throws(HistoryError) {
    buffer.withLock { $0.add(.end, time: Nanoseconds(rawValue: $0.open?.baseTime ?? 0)) }
    try flush()
    try file.withLock { file throws(HistoryError) in try file.close() }
  }

  /// The failure is kept in the buffer and thrown by the driver's own `flush`.
  private func flushKeepingFailure() { try? flush() }
}

extension HistoryRecorder.Buffer {
  /// The event's offset in the open block, after starting a new one where it would not fit.
  fileprivate mutating func offset(of time: Nanoseconds) -> Int32 {
    if let open {
      let (offset, overflow) = time.rawValue.subtractingReportingOverflow(open.baseTime)
      if !overflow, let short = Int32(exactly: offset) { return short }
      sealed.append(open)
    }
    open = HistoryBlock(baseTime: time.rawValue, firstOperation: operations)
    return 0
  }

  fileprivate mutating func add(
    _ list: HistoryList, of operation: UInt32, isValue: Bool, time: Nanoseconds
  ) {
    for record in HistoryRecord.list(list, operation: operation, isValue: isValue) {
      // A block that could grow past what readers allow is closed; its time stays the base.
      if let full = open, full.records.count >= HistoryBlock.largestPayload / HistoryRecord.size - 1
      {
        sealed.append(full)
        open = HistoryBlock(baseTime: full.baseTime, firstOperation: operations)
      }
      add(record, time: time)
    }
  }

  fileprivate mutating func add(_ record: HistoryRecord, time: Nanoseconds) {
    if open == nil { open = HistoryBlock(baseTime: time.rawValue, firstOperation: operations) }
    open?.records.append(record)
    waiting += 1
  }
}
