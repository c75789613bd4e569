import FoundationEssentials
package import Vocabulary

/// An invocation or a completion as a follower of a growing history sees it.
package struct HistoryEvent: Sendable, Equatable {
  /// The operation.
  package var operation: OperationNumber
  /// The logical client.
  package var process: Int
  /// What was asked.
  package var kind: OperationKind
  /// The key's name.
  package var key: String
  /// What was written, or the new value of a compare-and-set.
  package var argument: Int64?
  /// What a compare-and-set expects; nil expects the key to be absent.
  package var expected: Int64?
  /// The collection that was written or asked for.
  package var argumentList: HistoryList?
  /// When the operation was invoked.
  package var invokedNs: Nanoseconds
  /// What became of it; nil where this is the invocation.
  package var completion: Completion?

  /// The second half of an operation.
  package struct Completion: Sendable, Equatable {
    /// What became of it.
    package var outcome: Outcome
    /// What was observed.
    package var value: Int64?
    /// The collection that was observed.
    package var list: HistoryList?
    /// Whether a compare-and-set found what it expected.
    package var matched: Bool?
    /// When the client knew.
    package var completedNs: Nanoseconds
  }
}

/// Follows a history that a driver is still writing: each `read` gives what whole blocks brought.
///
/// Shape: a value that remembers its place and the operations in flight.
/// Limits: memory grows with operations in flight, keys and texts, not with the history.
package struct HistoryTail {
  private let path: String
  private var file: HistoryFile?
  private var scanner: BlockScanner
  private var decoder: BlockDecoder
  private var flight = Flight()

  /// Follows the file at `path`, which need not exist yet.
  package init(path: String) {
    self.path = path
    scanner = BlockScanner(path: path)
    decoder = BlockDecoder(path: path)
  }

  /// What values stand for where they are numbers of texts.
  package var texts: [String] { flight.texts }

  /// Whether the recorder was closed in order.
  package var hasEnded: Bool { flight.hasEnded }

  /// The events of all blocks that became whole since the last call, in order.
  ///
  /// With a limit it returns once it has read that many bytes and has events; what is left comes
  /// with the next call, so that a long file needs the memory of a part.
  package mutating func read(upTo limit: Int = .max) throws(HistoryError) -> [HistoryEvent] {
    if file == nil { file = try? HistoryFile(reading: path) }
    guard let file else { return [] }
    var (scanner, decoder, flight) = (self.scanner, self.decoder, self.flight)
    defer { (self.scanner, self.decoder, self.flight) = (scanner, decoder, flight) }
    try file.seek(to: scanner.offset)
    scanner.dropPending()
    flight.events = []
    defer { flight.events = [] }
    var size = 0
    while true {
      let bytes = try file.read(upTo: 1 << 20)
      if bytes.isEmpty || (size >= limit && !flight.events.isEmpty) { return flight.events }
      size += bytes.count
      let isSound = try scanner.feed(bytes) { block, offset throws(HistoryError) in
        try decoder.decode(block, at: offset, into: &flight)
      }
      // A block that is still being written may look damaged; the next call reads it again.
      if !isSound { return flight.events }
    }
  }

  /// The operations that have no completion yet, and the events since the last call.
  private struct Flight: HistorySink {
    var keys: [String] = []
    var open: [UInt32: HistoryEvent] = [:]
    var lists = PendingLists()
    var texts: [String] = []
    var operations: UInt32 = 0
    var events: [HistoryEvent] = []
    var hasEnded = false

    mutating func invoked(
      process: Int, kind: OperationKind, key: UInt32, argument: Int64?, expected: Int64?,
      time: Nanoseconds
    ) {
      let event = HistoryEvent(
        operation: OperationNumber(rawValue: operations), process: process, kind: kind,
        key: keys[Int(key)], argument: argument, expected: expected,
        argumentList: lists.isEmpty ? nil : lists.list(of: operations, isValue: false),
        invokedNs: time, completion: nil)
      open[operations] = event
      operations += 1
      events.append(event)
    }

    mutating func completed(
      _ number: UInt32, outcome: Outcome, value: Int64?, matched: Bool?, revision: Int64?,
      time: Nanoseconds
    ) {
      guard var event = open.removeValue(forKey: number) else { return }
      event.completion = HistoryEvent.Completion(
        outcome: outcome, value: value,
        list: lists.isEmpty ? nil : lists.list(of: number, isValue: true), matched: matched,
        completedNs: time)
      events.append(event)
    }

    mutating func take(_ entry: HistoryEntry) {
      switch entry {
      case .key(let name): keys.append(name)
      case .text(let text): texts.append(text)
      case .list(let part): lists.take(part)
      case .end: hasEnded = true
      }
    }
  }
}
