import Histories
import Vocabulary

/// Turns what was found into a verdict about the claimed level.
struct IsolationVerdict {
  let table: TransactionTable
  let claimed: IsolationLevel
  let report: IsolationReport

  /// The levels that nothing refutes and that no other such level is above.
  var strongest: [IsolationLevel] {
    let kept = IsolationLevel.all.filter { level in
      !report.anomalies.contains { $0.refutes(level) }
    }
    return kept.filter { level in !kept.contains { $0 != level && level.isPromised(by: $0) } }
  }

  /// The levels that something refutes and that no other such level is below.
  var weakestRefuted: [IsolationLevel] {
    let refuted = IsolationLevel.all.filter { level in
      report.anomalies.contains { $0.refutes(level) }
    }
    return refuted.filter { level in
      !refuted.contains { $0 != level && $0.isPromised(by: level) }
    }
  }

  var verdict: Verdict {
    let against = report.anomalies.filter { $0.refutes(claimed) }
    let anomalies = against.map(anomaly)
    let made = { (result: Validity, summary: String) in
      Verdict(
        checker: TransactionIsolation.name, result: result, summary: summary,
        anomalies: anomalies, detail: detail)
    }
    if let first = against.first {
      let others = against.dropFirst().map(\.name).joined(separator: ", ")
      let more = others.isEmpty ? "" : "; also \(others)"
      return made(.invalid, "not \(claimed.name): \(first.name)\(more)")
    }
    if let doubt {
      return made(.unknown, "nothing refutes \(claimed.name), but \(doubt)")
    }
    return made(
      .valid,
      "\(table.history.count) transactions on \(table.history.keys.count) keys are "
        + claimed.name)
  }

  /// Why an answer without anomalies may be wrong; nil where it is not.
  private var doubt: String? {
    if let element = table.rewritten {
      let key = table.history.keys[Int(table.history.elementKeys[Int(element)])]
      return "\(table.label(element: element)) was written to \(key) more than once: nobody can "
        + "tell whose write a read saw; let each write have a value of its own"
    }
    if report.isUndecided {
      return "the search for a cycle with one anti-dependency ran out of its budget"
    }
    if report.isIncomplete {
      return "too many writes were never seen to put each of them in order"
    }
    return nil
  }

  private var detail: [String: JSONValue] {
    let history = table.history
    let counts = report.anomalies.reduce(into: [String: JSONValue]()) {
      $0[$1.name] = .integer(Int64(report.count($1)))
    }
    func names(_ levels: [IsolationLevel]) -> JSONValue {
      .array(levels.map { .string($0.name) })
    }
    var objects = "nothing"
    if history.objects == .lists { objects = "lists" }
    if history.objects == .registers { objects = "registers" }
    return [
      "transactions": .integer(Int64(history.count)), "keys": .integer(Int64(history.keys.count)),
      "objects": .string(objects), "claimed_level": .string(claimed.name),
      "strongest": names(strongest), "refuted": names(weakestRefuted),
      "found": .object(counts),
    ]
  }

  private func anomaly(_ anomaly: IsolationAnomaly) -> Anomaly {
    if let found = report.cycles[anomaly] { return cycle(found.cycle, anomaly) }
    guard let shown = report.findings.cases[anomaly]?.first else {
      return Anomaly(name: anomaly.name, key: nil, summary: anomaly.name, witness: [])
    }
    var places: [UInt32] = []
    for transaction in shown.transactions.sorted() where places.last != transaction {
      places.append(transaction)
    }
    return Anomaly(
      name: anomaly.name, key: table.history.keys[Int(shown.key)], summary: shown.summary,
      witness: places.map { table.witness($0, isImpossible: $0 == shown.impossible) })
  }

  /// A cycle: its transactions in order of invocation, named T1, T2, …, and its steps.
  private func cycle(_ cycle: DependencyCycle, _ anomaly: IsolationAnomaly) -> Anomaly {
    let ordered = cycle.nodes.sorted()
    let place = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1, $0) })
    let steps = cycle.nodes.indices.map { index in
      let (first, second) = (cycle.nodes[index], cycle.nodes[(index + 1) % cycle.nodes.count])
      let why = report.explain(first, second, cycle.kinds[index])
      return CycleEdge(
        from: place[first] ?? 0, to: place[second] ?? 0, kind: cycle.kinds[index].edge,
        key: why.key.map { table.history.keys[Int($0)] }, value: why.value, next: why.next)
    }
    let note =
      report.ordered.contains(anomaly) ? " (versions in the order of real time)" : ""
    return Anomaly(
      name: anomaly.name, key: nil,
      summary: steps.map(\.words).joined(separator: "; ") + ": a contradiction" + note,
      witness: ordered.map { table.witness($0, isImpossible: $0 == ordered.last) }, cycle: steps)
  }
}

extension DependencyKind {
  fileprivate var edge: CycleEdge.Kind {
    switch self {
    case .writeWrite: .writeWrite
    case .writeRead: .writeRead
    case .readWrite: .readWrite
    case .process: .process
    case .realtime: .realtime
    }
  }
}

extension CycleEdge {
  /// `T1 before T2, which read x = 1 of it`.
  fileprivate var words: String {
    let (first, second) = ("T\(from + 1)", "T\(to + 1)")
    let (name, before, after) = (key ?? "?", value ?? "?", next ?? "?")
    switch kind {
    case .writeWrite: return "\(second) wrote \(after) behind \(before) of \(first) to \(name)"
    case .writeRead: return "\(second) read \(before) of \(first) from \(name)"
    case .readWrite: return "\(first) read \(before) from \(name), before \(after) of \(second)"
    case .process: return "\(second) came after \(first) in one client"
    case .realtime: return "\(first) had ended before \(second) began"
    }
  }
}
