package import Databases
package import Histories
import Synchronization
package import Vocabulary

/// Transactions on lists or registers, as Elle wants them to tell what happened.
///
/// Shape:  one to four steps, each a read or a write of a key that is in use. Values of a key are
///         1, 2, 3, …, so a value seen names the transaction that it came from. A key that was
///         written `writesPerKey` times gives way to a new one, so that lists stay short.
/// Limits: keys are `t0`, `t1`, …; they must be absent at the start.
/// Source: Jepsen, `elle.list-append/gen` and `elle.rw-register/gen`.
package final class TransactionLoad: Sendable {
  /// The words for what keys hold.
  package static let kinds = ["list-append", "rw-register"]
  /// How often a key is written before another takes its place.
  package static let writesPerKey = 32
  static let longest = 4

  /// What the keys hold.
  package let objects: TransactionObjects
  private let reads: Double
  private let board: Mutex<Board>

  private struct Board {
    var inUse: [Int]
    var lastWritten: [Int64]
    var next: Int
  }

  /// The load that a specification describes; nil where it is none of transactions.
  package init?(_ specification: WorkloadSpecification) {
    switch specification.kind {
    case "list-append": objects = .lists
    case "rw-register": objects = .registers
    default: return nil
    }
    reads = specification.reads
    let keys = specification.keys
    board = Mutex(
      Board(
        inUse: Array(0..<keys), lastWritten: Array(repeating: 0, count: keys), next: keys))
  }

  /// The steps of the next transaction of one client.
  package func next(random: inout SeededRandom) -> [StoreTransaction.Step] {
    let count = 1 + random.below(Self.longest)
    return (0..<count).map { _ in
      // Both are drawn whatever the step becomes, so its kind does not shift later draws.
      let place = random.unit()
      let isRead = random.unit() < reads
      return board.withLock { step(&$0, at: place, isRead: isRead) }
    }
  }

  private func step(
    _ board: inout Board, at place: Double, isRead: Bool
  ) -> StoreTransaction.Step {
    let slot = min(board.inUse.count - 1, Int(place * Double(board.inUse.count)))
    let key = "t\(board.inUse[slot])"
    if isRead { return objects == .lists ? .readList(key: key) : .readRegister(key: key) }
    board.lastWritten[slot] += 1
    let value = board.lastWritten[slot]
    if value == Self.writesPerKey {
      board.inUse[slot] = board.next
      board.lastWritten[slot] = 0
      board.next += 1
    }
    return objects == .lists
      ? .append(key: key, value: value) : .writeRegister(key: key, value: value)
  }
}
