import Histories
import Vocabulary

/// All that was found in one history, with and without cycles.
struct IsolationReport {
  /// What orders two transactions, in words and numbers.
  typealias Explain = (UInt32, UInt32, DependencyKind) -> ExplainedEdge

  private(set) var findings: IsolationFindings
  private(set) var cycles: [IsolationAnomaly: CycleClassification.Found] = [:]
  /// Cycles for which the order of versions was taken from real time without a promise.
  private(set) var ordered: Set<IsolationAnomaly> = []
  /// Whether edges were left out.
  var isIncomplete = false
  /// Whether a search ran out of budget.
  private(set) var isUndecided = false
  var explain: Explain = { _, _, _ in ExplainedEdge() }

  init(findings: IsolationFindings) { self.findings = findings }

  /// Everything that was found, worst first.
  var anomalies: [IsolationAnomaly] {
    let kinds = IsolationAnomaly.Kind.allCases
    return Set(findings.counts.keys).union(cycles.keys).sorted {
      ($0.order.rawValue, kinds.firstIndex(of: $0.kind) ?? 0)
        < ($1.order.rawValue, kinds.firstIndex(of: $1.kind) ?? 0)
    }
  }

  func count(_ anomaly: IsolationAnomaly) -> Int {
    (findings.counts[anomaly] ?? 0) + (cycles[anomaly]?.count ?? 0)
  }

  mutating func add(_ classification: CycleClassification) {
    cycles.merge(classification.found) { $1 }
    isUndecided = isUndecided || classification.isUndecided
  }

  /// Adds cycles for which versions were put in the order of real time, though nobody promised it.
  ///
  /// Where a database keeps real time and shows no G-single, its registers are linearizable: a
  /// cycle then refutes such levels, whatever its edges are, and no others.
  mutating func addOrdered(_ classification: CycleClassification) {
    isUndecided = isUndecided || classification.isUndecided
    let kinds = IsolationAnomaly.Kind.allCases
    let worstFirst = classification.found.sorted {
      (kinds.firstIndex(of: $0.key.kind) ?? 0, $0.key.order.rawValue)
        < (kinds.firstIndex(of: $1.key.kind) ?? 0, $1.key.order.rawValue)
    }
    for (anomaly, found) in worstFirst {
      let isWeak = [.g0, .g1c].contains(anomaly.kind)
      let named = IsolationAnomaly(isWeak ? .gSingle : anomaly.kind, .realtime)
      let isNews = !cycles.keys.contains { known in
        named.refuted.allSatisfy { known.refutes($0) }
      }
      let isShorter =
        cycles[named].map { found.cycle.nodes.count < $0.cycle.nodes.count } ?? true
      guard isNews || (ordered.contains(named) && isShorter) else { continue }
      cycles[named] = found
      ordered.insert(named)
    }
  }

  /// Keys whose versions no order of real time explains.
  mutating func addContradictions(
    _ order: RegisterOrder, _ table: TransactionTable, isPromised: Bool
  ) {
    let anomaly = IsolationAnomaly(.cyclicVersions, .realtime)
    for (key, pair) in order.contradictions.sorted(by: { $0.key < $1.key }) {
      findings.add(anomaly) {
        let elements = [pair.0, pair.1]
        let words = elements.map {
          $0 == TransactionHistory.none ? "nothing" : table.label(element: $0)
        }
        let writers = elements.compactMap {
          $0 == TransactionHistory.none ? nil : table.node(writing: $0)
        }
        let readers = elements.flatMap { table.extremes(of: $0, key: key) }
        var transactions: [UInt32] = []
        for node in writers + readers where !transactions.contains(node) {
          transactions.append(node)
        }
        return .init(
          transactions: transactions, impossible: readers.last ?? writers.last ?? 0, key: key,
          summary: "\(table.history.keys[Int(key)]) held \(words[0]) and \(words[1]) in turns: "
            + "in real time each was seen before the other"
            + (isPromised ? ", though keys were promised to be linearizable" : ""))
      }
    }
  }
}

/// The key and the versions on which two transactions meet.
struct ExplainedEdge {
  var key: UInt32?
  var value: String?
  var next: String?
}

extension TransactionTable {
  /// The reader or writer of a register's version that ended first, and the one that began last.
  func extremes(of element: UInt32, key: UInt32) -> [UInt32] {
    let reference = element == Self.none ? Self.absent : element
    var first: UInt32?
    var last: UInt32?
    for transaction in 0..<history.count where takesPart[transaction] {
      let touches = history.micros(of: transaction).contains { micro in
        history.microKeys[micro] == key && history.microReferences[micro] == reference
          && (history.microKinds[micro] == .write || history.outcomes[transaction] == .ok)
      }
      guard touches else { continue }
      if first.map({ ends[transaction] < ends[Int($0)] }) ?? true { first = UInt32(transaction) }
      last = UInt32(transaction)
    }
    return [first, last].compactMap { $0 }
  }
}
