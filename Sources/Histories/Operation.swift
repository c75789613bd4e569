package import Vocabulary

/// What a client asked for.
package enum OperationKind: UInt8, Sendable, CaseIterable {
  case read = 1
  case write = 2
  case compareAndSet = 3
  /// Adds a text to the end of what the key holds; in imported key-value histories.
  case append = 4
  /// Adds an element to a set, or a number to a counter.
  case add = 5
  /// Moves an amount from one account of a bank to another.
  case transfer = 6
  /// Puts a value into a queue.
  case enqueue = 7
  /// Takes a value out of a queue; `fail` where it was empty.
  case dequeue = 8
  /// Takes all that is left out of a queue.
  case drain = 9
  /// Asks for an identifier that nobody else gets.
  case generate = 10
  /// Takes a mutex.
  case acquire = 11
  /// Gives a mutex back.
  case release = 12

  /// Whether it may change the key.
  package var isWrite: Bool { self != .read }
}

/// An operation's number in its history: from 0 in order of invocation.
package struct OperationNumber: RawRepresentable, Hashable, Sendable, Comparable {
  /// The place in `History.operations`.
  package let rawValue: UInt32
  /// Wraps a number.
  package init(rawValue: UInt32) { self.rawValue = rawValue }
  /// The place in `History.operations`.
  package var index: Int { Int(rawValue) }
  /// Orders by invocation.
  package static func < (left: OperationNumber, right: OperationNumber) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// One request of one client with what became of it.
///
/// Shape: 64 bytes without references, one line of the processor's cache.
/// Units: times in nanoseconds of the recording machine's monotonic clock; positions count events.
package struct Operation: Sendable, Equatable {
  /// The logical client.
  package var process: Int32
  /// The place of the key in `History.keys`.
  package var key: UInt32
  /// What was asked.
  package var kind: OperationKind
  /// What became of it; `info` where no completion was recorded.
  package var outcome: Outcome
  /// Which optional fields are there, and the two bits of a compare-and-set's answer.
  package var flags: Flags
  /// The place of the invocation among all events of the history.
  package var invokedAt: UInt32
  /// The place of the completion among all events; `UInt32.max` where there is none.
  package var completedAt: UInt32
  /// The place in the history's revisions, where the store gave one.
  var revisionPlace: UInt32
  /// When it was invoked.
  package var invokedNs: Nanoseconds
  var completedRaw: Int64
  /// `argument` without the question whether it is there: checkers read it in their inner loops.
  package var argumentRaw: Int64
  /// `expected`, in the same way.
  package var expectedRaw: Int64
  /// `value`, in the same way.
  package var valueRaw: Int64

  /// Which of the optional fields are there.
  package struct Flags: OptionSet, Sendable, Equatable {
    /// The bits.
    package let rawValue: UInt16
    /// Wraps bits.
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    /// Something was written.
    package static let argument = Flags(rawValue: 1)
    /// A compare-and-set expects a value, not an absent key.
    package static let expected = Flags(rawValue: 2)
    /// Something was observed.
    package static let value = Flags(rawValue: 4)
    static let revision = Flags(rawValue: 8)
    /// A compare-and-set was answered with its result.
    package static let matchKnown = Flags(rawValue: 16)
    /// It found what it expected.
    package static let matched = Flags(rawValue: 32)
    static let completed = Flags(rawValue: 64)
    /// `argumentRaw` is the number of a collection, and `argument` is nil.
    static let argumentList = Flags(rawValue: 128)
    /// `valueRaw` is the number of a collection, and `value` is nil.
    static let valueList = Flags(rawValue: 256)
  }

  /// An operation that has been invoked and not yet completed.
  package init(
    process: Int, kind: OperationKind, key: UInt32, argument: Int64?, expected: Int64?,
    invokedNs: Nanoseconds, invokedAt: UInt32
  ) {
    self.process = Int32(truncatingIfNeeded: process)
    self.key = key
    self.kind = kind
    self.outcome = .info
    self.invokedAt = invokedAt
    self.completedAt = .max
    self.invokedNs = invokedNs
    flags = []
    if argument != nil { flags.insert(.argument) }
    if expected != nil { flags.insert(.expected) }
    completedRaw = 0
    argumentRaw = argument ?? 0
    expectedRaw = expected ?? 0
    valueRaw = 0
    revisionPlace = 0
  }

  /// Records what became of it.
  package mutating func complete(
    outcome: Outcome, value: Int64?, matched: Bool?, completedNs: Nanoseconds, completedAt: UInt32
  ) {
    self.outcome = outcome
    self.completedAt = completedAt
    completedRaw = completedNs.rawValue
    // Of two completions, which only a damaged file has, the last counts whole.
    flags.subtract([.value, .valueList, .revision, .matchKnown, .matched])
    flags.insert(.completed)
    if let value {
      flags.insert(.value)
      valueRaw = value
    }
    if let matched { flags.insert(matched ? [.matchKnown, .matched] : .matchKnown) }
  }

  /// What was written, or the new value of a compare-and-set.
  package var argument: Int64? { flags.contains(.argument) ? argumentRaw : nil }
  /// What a compare-and-set expects; nil expects the key to be absent.
  package var expected: Int64? { flags.contains(.expected) ? expectedRaw : nil }
  /// What was observed; nil at a read is an absent key, elsewhere nothing was observed.
  package var value: Int64? { flags.contains(.value) ? valueRaw : nil }
  /// Whether a compare-and-set found what it expected; nil where nobody knows.
  package var matched: Bool? {
    flags.contains(.matchKnown) ? flags.contains(.matched) : nil
  }
  /// When it was completed, a timeout included; nil where the driver died first.
  package var completedNs: Nanoseconds? {
    flags.contains(.completed) ? Nanoseconds(rawValue: completedRaw) : nil
  }
  /// Whether it is a write of any kind, or a compare-and-set that matched, and was acknowledged.
  package var isAcknowledgedWrite: Bool {
    guard outcome == .ok else { return false }
    return kind == .write || kind == .append || kind == .add || kind == .transfer
      || (kind == .compareAndSet && matched == true)
  }
}
