import Histories
import Synchronization
package import Vocabulary

/// Reads, writes and compare-and-sets of registers that are independent of each other.
///
/// Shape:  keys `k0`, `k1`, …, each equally likely; no two writes of a history write the same
///         value, so a value seen names the write that it came from. A compare-and-set expects
///         the value that any client last saw under the key, so that it often matches; while
///         nothing was seen there, a plain write takes its place.
/// Limits: 2^63 writes; the keys must be absent at the start, or hold values of 0 and less.
/// Source: Gibbons and Korach, "Testing shared memories", 1997, for what unique values are worth.
package final class RegisterWorkload: Workload {
  /// The names of the keys.
  package let keys: [String]
  private let reads: Double
  private let compareAndSets: Double
  private let board: Mutex<Board>

  private struct Board {
    var lastSeen: [Int64?]
    var lastWritten: Int64 = 0
  }

  /// The workload that a specification describes.
  package init(_ specification: WorkloadSpecification) {
    keys = (0..<specification.keys).map { "k\($0)" }
    reads = specification.reads
    compareAndSets = specification.compareAndSets
    board = Mutex(Board(lastSeen: Array(repeating: nil, count: specification.keys)))
  }

  /// The next request of one client.
  package func next(random: inout SeededRandom) -> WorkloadRequest {
    // Both numbers are drawn whatever the request becomes, so its kind does not shift later draws.
    let key = random.below(keys.count)
    let share = random.unit()
    if share < reads { return WorkloadRequest(kind: .read, key: key) }
    return board.withLock { board in
      board.lastWritten += 1
      if share < reads + compareAndSets, let expected = board.lastSeen[key] {
        return WorkloadRequest(
          kind: .compareAndSet, key: key, argument: board.lastWritten, expected: expected)
      }
      return WorkloadRequest(kind: .write, key: key, argument: board.lastWritten)
    }
  }

  /// Remembers what a key held for the next compare-and-set.
  package func observe(_ value: Int64?, of key: Int) {
    board.withLock { $0.lastSeen[key] = value }
  }
}
