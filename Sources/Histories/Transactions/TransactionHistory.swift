package import Vocabulary

/// What the keys of a transaction history hold.
package enum TransactionObjects: UInt8, Sendable {
  /// Nothing was written or seen that tells.
  case undetermined = 0
  /// Lists that transactions append to and read whole.
  case lists = 1
  /// Registers that transactions overwrite.
  case registers = 2
}

/// What a micro-operation of a transaction asked for.
package enum MicroKind: UInt8, Sendable {
  /// Of the whole list, or of the register.
  case read = 0
  /// An append to a list, or a write of a register.
  case write = 1
}

/// All transactions of an exercise, in order of invocation, as a struct of arrays.
///
/// Shape: columns of transactions, of their micro-operations, of *elements* (a key with a value
/// that somebody wrote or saw) and of *versions*. A version is a list as somebody read it, kept as
/// an element behind an earlier version, so that a read of any length is one number, and two reads
/// agree where one's version is an ancestor of the other's.
/// Limits: 2^29 transactions, 2^31 of everything else.
/// Source: `docs/reference/history.md`.
package struct TransactionHistory: Sendable, Equatable {
  /// No reference: a read without an answer, the version before a key's empty list.
  package static let none = UInt32.max
  /// What a read saw of a key that nobody has written: the empty list, or no value.
  package static let absent = UInt32.max - 1

  /// What the keys hold.
  package internal(set) var objects = TransactionObjects.undetermined
  /// The names of the keys.
  package internal(set) var keys: [String] = []
  /// Where it is not empty, every value is the number of one of these.
  package internal(set) var texts: [String] = []
  /// Invocations and completions together.
  package internal(set) var events: UInt32 = 0
  /// Whether the file was closed in order; imported histories always were.
  package internal(set) var endedCleanly = true
  /// Bytes after the last whole block that could not be read.
  package internal(set) var bytesCut = 0

  /// The logical client of each transaction.
  package internal(set) var processes: [Int32] = []
  /// What became of each; `info` where no completion was recorded.
  package internal(set) var outcomes: [Outcome] = []
  /// The place of each invocation among all events.
  package internal(set) var invokedAt: [UInt32] = []
  /// The place of each completion among all events; `UInt32.max` where there is none.
  package internal(set) var completedAt: [UInt32] = []
  /// When each was invoked, in nanoseconds of the recording clock.
  package internal(set) var invokedNs: [Int64] = []
  /// When each was completed; meaningless where `completedAt` is `UInt32.max`.
  package internal(set) var completedNs: [Int64] = []
  /// Where each transaction's micro-operations begin.
  package internal(set) var firstMicro: [UInt32] = []

  /// What each micro-operation asked for.
  package internal(set) var microKinds: [MicroKind] = []
  /// The key of each micro-operation.
  package internal(set) var microKeys: [UInt32] = []
  /// Of a write its element; of a read what it saw, a list's version or a register's element.
  package internal(set) var microReferences: [UInt32] = []

  /// The key of each element.
  package internal(set) var elementKeys: [UInt32] = []
  /// The value of each element.
  package internal(set) var elementValues: [Int64] = []

  /// The version before each version; an earlier number, or `none` for a key's empty list.
  package internal(set) var versionParents: [UInt32] = []
  /// The last element of each version; `none` for a key's empty list.
  package internal(set) var versionElements: [UInt32] = []
  /// The version of each key that is its empty list.
  package internal(set) var keyRoots: [UInt32] = []

  /// A history without transactions.
  package init() {}

  /// How many transactions there are.
  package var count: Int { processes.count }

  /// The micro-operations of a transaction.
  package func micros(of transaction: Int) -> Range<Int> {
    let next = transaction + 1
    let end = next < firstMicro.count ? Int(firstMicro[next]) : microKinds.count
    return Int(firstMicro[transaction])..<end
  }

  /// The elements of a version, first to last.
  package func list(_ version: UInt32) -> [UInt32] {
    guard version < Self.absent else { return [] }
    var elements: [UInt32] = []
    var place = Int(version)
    while versionParents[place] != Self.none {
      elements.append(versionElements[place])
      place = Int(versionParents[place])
    }
    return elements.reversed()
  }

  /// A value as people read it.
  package func label(_ value: Int64) -> String {
    guard texts.indices.contains(Int(value)) else { return String(value) }
    return "\"\(texts[Int(value)])\""
  }

  /// When a transaction was completed; nil where it never was.
  package func completed(_ transaction: Int) -> Nanoseconds? {
    completedAt[transaction] == .max ? nil : Nanoseconds(rawValue: completedNs[transaction])
  }
}
