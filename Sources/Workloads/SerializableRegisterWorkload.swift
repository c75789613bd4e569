package import Databases
import Histories
package import Vocabulary

/// The registers of `register`, read from whatever member a client talks to, without a quorum.
///
/// Shape:  requests are those of `RegisterWorkload`; each read is `serializable`: etcd answers it
///         from the member's own state, as clients do that want reads to be fast or to survive.
/// Effect: on a cluster that is whole a read may be some milliseconds old; on a member that is cut
///         off it is as old as the cut, and nothing in the answer says so.
/// Source: etcd API reference, `RangeRequest.serializable`; Jepsen, "etcd 0.4.1" (2014).
package struct SerializableRegisterWorkload: Workload {
  private let registers: RegisterWorkload

  /// The workload that a specification describes.
  package init(_ specification: WorkloadSpecification) {
    registers = RegisterWorkload(specification)
  }

  /// The names of the keys.
  package var keys: [String] { registers.keys }

  /// The next request of one client.
  package func next(random: inout SeededRandom) -> WorkloadRequest {
    registers.next(random: &random)
  }

  /// Remembers what a key held for the next compare-and-set.
  package func observe(_ value: Int64?, of key: Int) { registers.observe(value, of: key) }

  /// Everything but the load's own reads; a stale one of those that close it would make an
  /// acknowledged write look lost.
  static func asksQuorum(_ request: WorkloadRequest) -> Bool {
    request.kind != .read || request.isFinal
  }

  /// A read without a quorum; everything else as `register` sends it.
  package func send(
    _ request: WorkloadRequest, through client: any StoreClient
  ) async -> WorkloadAnswer {
    guard !Self.asksQuorum(request), let client = client as? EtcdClient else {
      return await registers.send(request, through: client)
    }
    return WorkloadAnswer(await client.get(key: keys[request.key], serializable: true)) {
      WorkloadAnswer(outcome: .ok, value: $0.value, revision: $0.revision)
    }
  }
}
