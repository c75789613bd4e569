package import Vocabulary

/// All operations of an exercise, in order of invocation.
///
/// Shape: an array of plain operations; keys and texts are numbers into `keys` and `texts`.
/// Limits: 2^31 operations.
/// Source: `docs/reference/history.md`.
package struct History: Sendable, Equatable {
  /// In order of invocation; an operation's number is its place.
  package var operations: [Operation] = []
  /// The names of the keys.
  package var keys: [String] = []
  /// Where it is not empty, every value is the number of one of these.
  package var texts: [String] = []
  /// The store's revisions, in order of the answers that gave one.
  private var revisions: [Int64] = []
  /// The collections that operations wrote or saw.
  package internal(set) var lists = HistoryLists()
  /// Events of others than clients, such as Jepsen's nemesis, that an import left out.
  package var eventsLeftOut = 0
  /// Invocations and completions together.
  package var events: UInt32 = 0
  /// Whether the recorder was closed in order; imported histories always were.
  package var endedCleanly = true
  /// Bytes after the last whole block that could not be read.
  package var bytesCut = 0

  /// A history without operations.
  package init() {}

  /// Whether values are numbers of texts.
  package var hasTexts: Bool { !texts.isEmpty }

  /// The name of an operation's key.
  package func keyName(_ operation: Operation) -> String { keys[Int(operation.key)] }

  /// A value as people read it; nil is an absent key.
  package func label(_ value: Int64?) -> String {
    guard let value else { return "nil" }
    guard texts.indices.contains(Int(value)) else { return String(value) }
    return "\"\(texts[Int(value)])\""
  }

  /// Adds an invocation at the end; for importers, tests and generators.
  @discardableResult
  package mutating func invoke(
    process: Int, kind: OperationKind, key: UInt32, argument: Int64? = nil,
    expected: Int64? = nil, at time: Nanoseconds
  ) -> OperationNumber {
    precondition(Int(key) < keys.count, "a key is named before it is used")
    operations.append(
      Operation(
        process: process, kind: kind, key: key, argument: argument, expected: expected,
        invokedNs: time, invokedAt: events))
    events += 1
    return OperationNumber(rawValue: UInt32(operations.count - 1))
  }

  /// Adds a completion at the end; for importers, tests and generators.
  package mutating func complete(
    _ number: OperationNumber, outcome: Outcome, value: Int64? = nil, matched: Bool? = nil,
    revision: Int64? = nil, at time: Nanoseconds
  ) {
    operations[number.index].complete(
      outcome: outcome, value: value, matched: matched, completedNs: time, completedAt: events)
    events += 1
    guard let revision else { return }
    operations[number.index].flags.insert(.revision)
    operations[number.index].revisionPlace = UInt32(revisions.count)
    revisions.append(revision)
  }

  /// The store's revision of the key or of the answer, where it gave one.
  package func revision(_ operation: Operation) -> Int64? {
    operation.flags.contains(.revision) ? revisions[Int(operation.revisionPlace)] : nil
  }
}
