package import Databases
import Histories
import Synchronization
package import Vocabulary

/// Additions to sets and reads of all that is in them.
///
/// Shape:  keys `s0`, `s1`, …, each equally likely; no element is added twice, not even to another
///         set. What is missing from a read although its addition was acknowledged is lost or late.
/// Limits: a read is as long as its set: many additions want many keys.
/// Source: Jepsen's `set` workload.
package final class SetWorkload: Workload {
  /// The names of the keys.
  package let keys: [String]
  private let reads: Double
  private let lastAdded = Mutex<Int64>(0)

  /// The workload that a specification describes.
  package init(_ specification: WorkloadSpecification) {
    keys = (0..<specification.keys).map { "s\($0)" }
    reads = specification.reads
  }

  /// The next request of one client: a read of a whole set or an addition.
  package func next(random: inout SeededRandom) -> WorkloadRequest {
    let key = random.below(keys.count)
    if random.unit() < reads { return WorkloadRequest(kind: .read, key: key) }
    let element = lastAdded.withLock { last in
      last += 1
      return last
    }
    return WorkloadRequest(kind: .add, key: key, argument: element)
  }

  /// Nothing here depends on what was seen.
  package func observe(_ value: Int64?, of key: Int) {}

  /// An addition, or a read of all elements.
  package func send(
    _ request: WorkloadRequest, through client: any StoreClient
  ) async -> WorkloadAnswer {
    let key = keys[request.key]
    let asked: StoreRequest =
      request.kind == .read ? .elements(key: key) : request.stored(under: key)
    return WorkloadAnswer(await client.perform(asked)) {
      WorkloadAnswer(outcome: .ok, elements: $0.elements)
    }
  }
}
