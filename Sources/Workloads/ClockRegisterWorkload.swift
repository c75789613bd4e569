package import Databases
import Histories
import Synchronization
package import Vocabulary

/// Registers whose writes are ordered by the clock of the member that a client talks to.
///
/// Shape:  keys `k0`, `k1`, …; a stored value holds the written number and a stamp, the `Date` of
///         the member's answer. A write reads the stored stamp. Where its own is older it is
///         dropped and acknowledged all the same, as stores do in which the last write wins. Else
///         it is put in one transaction, on condition that nobody wrote since.
/// Effect: with members' clocks alike this is linearizable, ties within a second included. The
///         stamp is taken after the read, and what was read was stamped before it was stored, so a
///         stamp is never older than the one it meets: nothing is dropped, and each write is a
///         compare-and-set on the key's revision. A member whose clock is behind loses
///         acknowledged writes; one whose clock is ahead makes the others lose theirs.
/// Units:  stamps are whole seconds, as the header has them.
/// Limits: 2^30 writes; no compare-and-set, which such stores do not have.
/// Source: Jepsen, "Cassandra" (2013): acknowledged writes dropped by their time stamps.
package final class ClockRegisterWorkload: Workload {
  /// The names of the keys.
  package let keys: [String]
  private let reads: Double
  private let lastWritten = Mutex<Int64>(0)

  /// Bits of a stored number that hold what was written; the stamp is above them.
  static let valueBits: Int64 = 30
  /// Other clients in between make a write try again; so many are no coincidence.
  private static let mostTries = 20

  /// The workload that a specification describes.
  package init(_ specification: WorkloadSpecification) {
    keys = (0..<specification.keys).map { "k\($0)" }
    reads = specification.reads
  }

  /// The next request of one client: a read or a write.
  package func next(random: inout SeededRandom) -> WorkloadRequest {
    let key = random.below(keys.count)
    if random.unit() < reads { return WorkloadRequest(kind: .read, key: key) }
    let value = lastWritten.withLock { last in
      last += 1
      return last
    }
    return WorkloadRequest(kind: .write, key: key, argument: value)
  }

  /// Nothing here depends on what was seen.
  package func observe(_ value: Int64?, of key: Int) {}

  /// Reads, and for a write compares stamps and puts, until nobody is in between.
  package func send(
    _ request: WorkloadRequest, through client: any StoreClient
  ) async -> WorkloadAnswer {
    guard let client = client as? EtcdClient else {
      preconditionFailure("only etcd tells the time with its answers; the catalogue knows that")
    }
    let key = keys[request.key]
    for _ in 0..<Self.mostTries {
      let seen: EtcdDatedRead
      switch await client.getDated(key: key) {
      case .ok(let read): seen = read
      case .failed(let fault), .unknown(let fault):
        // Nothing was written yet, whatever became of the read.
        return WorkloadAnswer(outcome: .fail, fault: fault)
      }
      let stored = seen.value.map(Stamped.init(packed:))
      if request.kind == .read {
        return WorkloadAnswer(outcome: .ok, value: stored?.value, revision: seen.revision)
      }
      let mine = Stamped(value: request.argument ?? 0, seconds: seen.memberSeconds)
      if let stored, mine.seconds < stored.seconds { return WorkloadAnswer(outcome: .ok) }
      let result = await client.put(
        key: key, value: mine.packed, ifUnchangedSince: seen.modRevision)
      switch result {
      case .ok(let put) where put.matched:
        return WorkloadAnswer(outcome: .ok, revision: put.revision)
      case .ok: continue
      case .failed(let fault): return WorkloadAnswer(outcome: .fail, fault: fault)
      case .unknown(let fault): return WorkloadAnswer(outcome: .info, fault: fault)
      }
    }
    return WorkloadAnswer(outcome: .fail)
  }

  /// What is stored under a key.
  struct Stamped: Equatable {
    var value: Int64
    var seconds: Int64

    init(value: Int64, seconds: Int64) {
      precondition(value < 1 << ClockRegisterWorkload.valueBits, "at most 2^30 writes")
      self.value = value
      self.seconds = seconds
    }

    init(packed: Int64) {
      value = packed & (1 << ClockRegisterWorkload.valueBits - 1)
      seconds = packed >> ClockRegisterWorkload.valueBits
    }

    var packed: Int64 { seconds << ClockRegisterWorkload.valueBits | value }
  }
}
