package import Vocabulary

/// Every workload by the name that missions use.
package enum WorkloadCatalogue {
  /// One line a workload.
  package static let all: [Entry] = [
    Entry(
      kind: "register", summary: "reads, writes and compare-and-sets of independent registers",
      make: { RegisterWorkload($0) }),
    Entry(
      kind: "serializable-register",
      summary: "registers that are read from the client's own member, without a quorum",
      databases: ["etcd"],
      make: { SerializableRegisterWorkload($0) }),
    Entry(
      kind: "clock-register",
      summary: "reads and writes of registers; the last write by the members' clocks wins",
      databases: ["etcd"],
      make: { ClockRegisterWorkload($0) }),
    Entry(
      kind: "set", summary: "additions to sets that only grow, and reads of all their elements",
      databases: ["galera", "patroni", "redis"], make: { SetWorkload($0) }),
    Entry(
      kind: "bank", summary: "transfers between accounts, and reads of all balances",
      databases: ["galera", "patroni"], make: { BankWorkload($0) }),
  ]

  /// A workload's name and how it is made.
  package struct Entry: Sendable {
    /// The word in a mission.
    package var kind: String
    /// One sentence for `explain` and hints.
    package var summary: String
    /// The databases that can serve it; nil where all can.
    package var databases: Set<String>?
    /// Makes the workload that a specification describes.
    package var make: @Sendable (WorkloadSpecification) -> any Workload
  }

  /// The workload of that specification; nil where there is none of its kind.
  package static func workload(_ specification: WorkloadSpecification) -> (any Workload)? {
    entry(specification.kind)?.make(specification)
  }

  /// The entry of that name.
  package static func entry(_ kind: String) -> Entry? { all.first { $0.kind == kind } }
}
