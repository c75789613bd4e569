import Vocabulary

/// `workload: {kind: register, clients: 8, rate: 300/s, keys: 50, reads: 50%, cas: 10%}`.
///
/// Only `kind` is mandatory: 8 clients in a closed loop on 50 keys are enough for most missions.
enum WorkloadSection {
  static let keys = ["kind", "clients", "rate", "keys", "reads", "cas", "timeout", "isolation"]

  static func read(
    _ node: YAMLNode?, of database: DatabaseSpecification, report: Report
  ) -> WorkloadSpecification {
    let empty = WorkloadSpecification(
      kind: "register", clients: 8, ratePerS: nil, keys: 50, reads: 0.5, compareAndSets: 0.1,
      timeoutNs: .seconds(1))
    guard let node,
      let section = Section(node, name: "workload", keys: keys, report: report)
    else { return empty }
    let kind = section.required(
      "kind", .one(of: KnownWorkloads.kinds, called: "workload"), example: "kind: register")
    if let refusal = KnownWorkloads.refusal(of: kind, by: database.kind) {
      report.add(section.position(of: "kind"), refusal)
    }
    let hasCompares = KnownWorkloads.compares.contains(kind)
    let workload = WorkloadSpecification(
      kind: kind,
      clients: section.optional("clients", .count(1...1000), default: empty.clients),
      ratePerS: section.optional("rate", .rate(upTo: 100_000)),
      keys: section.optional("keys", .count(1...100_000), default: empty.keys),
      reads: section.optional("reads", .ratio, default: empty.reads),
      compareAndSets: section.optional(
        "cas", .ratio, default: hasCompares ? empty.compareAndSets : 0),
      timeoutNs: section.optional(
        "timeout", .duration(.milliseconds(10)...(.seconds(60))), default: empty.timeoutNs),
      isolation: section.optional(
        "isolation", .case(called: "isolation level", placeholder: TransactionLevel.serializable)))
    if workload.isolation != nil, !KnownWorkloads.transactions.contains(kind) {
      report.add(
        section.position(of: "isolation"), "the workload `\(kind)` has no transactions",
        hint: "leave `isolation` out, or use `kind: bank`")
    }
    if !hasCompares && workload.compareAndSets > 0 {
      report.add(
        section.position(of: "cas"), "the workload `\(kind)` has no compare-and-sets",
        hint: "leave `cas` out, or use `kind: register`")
    }
    if workload.reads + workload.compareAndSets >= 1 {
      report.add(
        section.position(of: section.node("cas") == nil ? "reads" : "cas"),
        "reads and compare-and-sets leave no room for writes",
        hint: "`reads` (default 50%) and `cas` (default 10%) must add up to less than 100%")
    }
    return workload
  }
}
