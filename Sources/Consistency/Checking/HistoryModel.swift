package import Histories
import Vocabulary

/// What the operations of a history are about, and so which checkers judge it.
package enum HistoryModel: String, Sendable, CaseIterable {
  /// Reads, writes, compare-and-sets and appends of keys.
  case register
  /// Adds to a set and reads of all of it; `set` and `set-full` judge it.
  case set
  /// The same, judged by `set-full` alone.
  case setFull = "set-full"
  /// Transfers and reads of all balances.
  case bank
  /// Additions to a number and reads of it.
  case counter
  /// Writes of single keys and reads of several.
  case longFork = "long-fork"
  /// Requests for identifiers.
  case uniqueIDs = "unique-ids"
  /// Enqueues, dequeues and drains.
  case queue
  /// Acquires and releases.
  case mutex
  /// Transactions that append to and read lists.
  case listAppend = "list-append"
  /// Transactions that write and read registers.
  case transactionRegister = "rw-register"

  /// Whether histories of it are `TransactionHistory`s.
  package var isOfTransactions: Bool { self == .listAppend || self == .transactionRegister }

  /// What a history seems to be about, and by which of its operations; nil with a reason where they
  /// do not tell.
  package static func detect(_ history: History) -> (model: HistoryModel?, reason: String) {
    if history.operations.isEmpty { return (nil, "the history holds no operation") }
    var hasAdd = false
    for operation in history.operations {
      switch operation.kind {
      case .acquire, .release: return (.mutex, "it has \(operation.kind.word)s")
      case .enqueue, .dequeue, .drain: return (.queue, "it has \(operation.kind.word)s")
      case .generate: return (.uniqueIDs, "it has requests for identifiers")
      case .transfer: return (.bank, "it has transfers")
      case .compareAndSet, .append: return (.register, "it has \(operation.kind.word)s")
      case .write where operation.argumentListNumber != nil:
        return (.longFork, "a write is a transaction of one write")
      case .write: return (.register, "it has writes")
      case .add: hasAdd = true
      case .read:
        if let number = operation.valueListNumber ?? operation.argumentListNumber {
          switch history.lists.form(of: number) {
          case .elements: return (.set, "a read saw a collection")
          case .map: return (.bank, "a read saw accounts with balances")
          case .reads, .writes, .transfer: return (.longFork, "a read is of several keys")
          }
        }
        if hasAdd, operation.outcome == .ok {
          return (.counter, "it has adds and a read of a number")
        }
      }
    }
    if hasAdd { return (nil, "it has adds and no read that tells a set from a counter") }
    return (.register, "it has nothing but reads")
  }

  /// The first operation that a history of this model cannot have; nil where there is none.
  package func stranger(in history: History) -> OperationNumber? {
    if self == .register, history.lists.count == 0, Self.isOfRegisters(history) { return nil }
    let place = history.operations.firstIndex { operation in
      let form = operation.valueListNumber.map { history.lists.form(of: $0) }
      switch (self, operation.kind) {
      case (.register, .read): return form != nil
      case (.register, .write): return operation.argumentListNumber != nil
      case (.register, .compareAndSet), (.register, .append): return false
      case (.set, .read), (.setFull, .read):
        return operation.outcome == .ok && operation.value != nil
          || (form ?? .elements) != .elements
      case (.set, .add), (.setFull, .add), (.counter, .add): return false
      case (.counter, .read): return form != nil
      case (.bank, .read):
        return operation.outcome == .ok && operation.value != nil || (form ?? .map) != .map
      case (.bank, .transfer): return false
      case (.longFork, .read): return operation.outcome == .ok && form != .reads
      case (.longFork, .write): return operation.argumentListNumber == nil
      case (.uniqueIDs, .generate): return false
      case (.queue, .enqueue), (.queue, .dequeue), (.queue, .drain): return false
      case (.mutex, .acquire), (.mutex, .release): return false
      default: return true
      }
    }
    return place.map { OperationNumber(rawValue: UInt32($0)) }
  }

  /// Whether nothing but registers is asked, without a look at what: histories of a million pass.
  private static func isOfRegisters(_ history: History) -> Bool {
    var rest = false
    history.operations.withUnsafeBufferPointer { operations in
      for place in operations.indices {
        switch operations[place].kind {
        case .read, .write, .compareAndSet, .append: continue
        default: rest = true
        }
      }
    }
    return !rest
  }
}
