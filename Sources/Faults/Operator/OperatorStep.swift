import Databases
import Vocabulary

/// A planned step of an operator, and the compiled fault that a database makes of its tasks.
struct OperatorStep {
  let step: PlannedStep
  let cluster: ClusterFacts

  init(_ step: PlannedStep, on cluster: ClusterFacts) {
    self.step = step
    self.cluster = cluster
  }

  func text(_ name: String) -> String? {
    if case .text(let value) = step.parameters[name] { value } else { nil }
  }

  func flag(_ name: String) -> Bool {
    if case .flag(let value) = step.parameters[name] { value } else { false }
  }

  /// The cluster that a host stands in: the members, or the one that looks like them.
  private func site(of host: HostName) -> OperatorSite {
    if let lookAlike = cluster.lookAlike, lookAlike.addresses[host] != nil {
      return OperatorSite(layout: lookAlike, identifiers: [:], serving: [], step: step.name)
    }
    return OperatorSite(
      layout: cluster.layout, identifiers: cluster.identifiers, serving: cluster.serving,
      step: step.name)
  }

  /// The task on each host in turn; without any action where the database has no words for it.
  func compiled(
    _ task: OperatorTask, proofLimitNs: Nanoseconds = .seconds(15), isIrreversible: Bool = true
  ) -> CompiledFault {
    let database = DatabaseCatalogue.database(cluster.kind) as? any OperableDatabase
    let procedures = step.hosts.map { database?.procedure(task, on: $0, at: site(of: $0)) }
    let known = procedures.contains(nil) ? [] : procedures.compactMap { $0 }
    return CompiledFault(
      actions: known.flatMap(\.actions), undo: [], effect: known.flatMap(\.proof), healed: [],
      proofLimitNs: proofLimitNs, isIrreversible: isIrreversible)
  }
}
