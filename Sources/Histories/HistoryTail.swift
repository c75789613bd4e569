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
    /// Whether a compare-and-set found what it expected.
    package var matched: Bool?
    /// When the client knew.
    package var completedNs: Nanoseconds
  }
}

/// Follows a history that a driver is still writing: each `read` gives what whole blocks brought.
///
/// Shape: a value that remembers its place and the operations in flight.
/// Limits: memory grows with operations in flight and keys, not with the history.
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

  /// Whether the recorder was closed in order.
  package var hasEnded: Bool { flight.hasEnded }

  /// The events of all blocks that became whole since the last call, in order.
  package mutating func read() throws(HistoryError) -> [HistoryEvent] {
    if file == nil { file = try? HistoryFile(reading: path) }
    guard let file else { return [] }
    var (scanner, decoder, flight) = (self.scanner, self.decoder, self.flight)
    defer { (self.scanner, self.decoder, self.flight) = (scanner, decoder, flight) }
    try file.seek(to: scanner.offset)
    scanner.dropPending()
    var events: [HistoryEvent] = []
    while true {
      let bytes = try file.read(upTo: 1 << 20)
      if bytes.isEmpty { return events }
      let isSound = try scanner.feed(bytes) { block, offset throws(HistoryError) in
        try decoder.decode(block, at: offset) { entry in
          if let event = flight.take(entry) { events.append(event) }
        }
      }
      // A block that is still being written may look damaged; the next call reads it again.
      if !isSound { return events }
    }
  }

  /// The operations that have no completion yet.
  private struct Flight {
    var keys: [String] = []
    var open: [UInt32: HistoryEvent] = [:]
    var operations: UInt32 = 0
    var hasEnded = false

    mutating func take(_ entry: HistoryEntry) -> HistoryEvent? {
      switch entry {
      case .invoke(let process, let kind, let key, let argument, _, let time):
        let event = HistoryEvent(
          operation: OperationNumber(rawValue: operations), process: process, kind: kind,
          key: keys[Int(key)], argument: argument, invokedNs: time, completion: nil)
        open[operations] = event
        operations += 1
        return event
      case .complete(let number, let outcome, let value, let matched, _, let time):
        guard var event = open.removeValue(forKey: number) else { return nil }
        event.completion = HistoryEvent.Completion(
          outcome: outcome, value: value, matched: matched, completedNs: time)
        return event
      case .key(let name): keys.append(name)
      case .text: break
      case .end: hasEnded = true
      }
      return nil
    }
  }
}
