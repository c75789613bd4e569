package import Histories
package import Vocabulary

/// Which isolation levels a history of transactions refutes, and whether the claimed one is kept.
///
/// Input: transactions on lists (append and read) or registers (write and read), `info` included.
/// Decides: the anomalies of `IsolationAnomaly`, each with a smallest witness; from them every
/// level of `IsolationLevel`. What is not refuted holds as far as clients can see: for lists that
/// is exact where every element was seen, for registers a part of the order of versions stays open.
/// Complexity: linear, one pass of Tarjan's over the graph of dependencies; where cycles are found,
/// five more. A million transactions on lists took 0.45 s on one core of a small machine.
/// Unknown when: a value was written twice to a key, edges were left out, or the budget of
/// `CycleClassification` was used up, and nothing refutes the claim.
/// Source: the methods' sources are with `ListDependencies`, `RegisterDependencies`, `Components`.
package struct TransactionIsolation: Sendable {
  /// As in verdicts.
  package static let name = "isolation"
  /// What the database promises: other anomalies are counted, and make nothing invalid.
  package var claimed: IsolationLevel
  /// Whether each register alone is promised to be linearizable. Then real time orders its versions
  /// at every level, not only where a level keeps real time itself.
  package var hasLinearizableKeys: Bool
  /// How many edges each search for a cycle may look at.
  package var budget: Int

  /// A checker of one claim.
  package init(
    claimed: IsolationLevel = .strictSerializable, hasLinearizableKeys: Bool = false,
    budget: Int = 50_000_000
  ) {
    self.claimed = claimed
    self.hasLinearizableKeys = hasLinearizableKeys
    self.budget = budget
  }

  /// The verdict; `detail` has the strongest levels that are not refuted and the weakest that are.
  package func check(_ history: TransactionHistory) -> Verdict {
    let table = TransactionTable(history)
    let report =
      history.objects == .registers ? registers(table) : lists(table)
    return IsolationVerdict(table: table, claimed: claimed, report: report).verdict
  }

  private func lists(_ table: TransactionTable) -> IsolationReport {
    let dependencies = ListDependencies(table)
    let reads = ListReads(table, dependencies)
    var report = IsolationReport(findings: reads.findings)
    report.isIncomplete = dependencies.isIncomplete
    let graph = DependencyGraph(nodes: table.history.count, dependencies.list)
    report.add(classify(graph, table))
    report.explain = { ListExplanation(table: table, dependencies: dependencies).edge($0, $1, $2) }
    return report
  }

  /// With the order of real time first: where that shows nothing, less shows nothing either.
  private func registers(_ table: TransactionTable) -> IsolationReport {
    let order = RegisterOrder(table)
    let ordered = RegisterDependencies(table, order: order)
    let reads = RegisterReads(table, ordered)
    var report = IsolationReport(findings: reads.findings)
    report.isIncomplete = ordered.isIncomplete
    report.addContradictions(order, table, isPromised: hasLinearizableKeys)
    let graph = DependencyGraph(nodes: table.history.count, ordered.list)
    let found = classify(graph, table)
    report.explain = { RegisterExplanation(table: table, order: order).edge($0, $1, $2) }
    if hasLinearizableKeys || (found.found.isEmpty && !found.isUndecided) {
      report.add(found)
      return report
    }
    let unordered = RegisterDependencies(table, order: nil)
    report.isIncomplete = report.isIncomplete || unordered.isIncomplete
    report.add(classify(DependencyGraph(nodes: table.history.count, unordered.list), table))
    report.addOrdered(found)
    return report
  }

  private func classify(
    _ graph: DependencyGraph, _ table: TransactionTable
  ) -> CycleClassification {
    let components = Components(graph, ends: table.ends)
    var classification = CycleClassification(
      graph, components, begins: table.history.invokedAt, ends: table.ends, budget: budget)
    classification.run()
    return classification
  }
}
