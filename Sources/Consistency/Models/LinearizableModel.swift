package import Vocabulary

/// Whether a counter, a set, a queue or a mutex looks to all its clients like a single one.
///
/// Input: the calls on one object with their answers, in order of invocation.
/// Decides: linearizability. Sets that only grow and queues without unanswered or empty dequeues
/// are decided without a search where no element is put in twice (`GrowingSet`, `QueueOrder`); all
/// else is searched. Objects are independent (Herlihy and Wing), so a history of many is checked
/// one by one, and a set that nobody reads as a whole is one object for each element.
/// Complexity: O(n log n) for the first; else exponential in the calls open at once, within limits.
/// Unknown when: the limits are used up; then with how many operations had completed by then.
package enum LinearizableModel: String, Sendable, CaseIterable {
  case counter
  case set
  case queue
  case mutex

  /// The name in verdicts, such as `linearizable queue`.
  package var name: String { "linearizable \(rawValue)" }

  /// The verdict on one object; `object` is its name in anomalies.
  package func check(
    _ calls: [ModelCall], object: String? = nil, limits: SearchLimits = SearchLimits()
  ) -> Verdict {
    let sorted = calls.sorted { $0.start < $1.start }
    switch self {
    case .counter: return search(sorted, CounterModel(), object, limits)
    case .mutex: return search(sorted, MutexModel(), object, limits)
    case .queue:
      if let verdict = decided(QueueOrder.check(sorted), sorted, object, limits) { return verdict }
      return search(sorted, QueueModel(), object, limits)
    case .set:
      if let verdict = decided(GrowingSet.check(sorted), sorted, object, limits) { return verdict }
      return searchSet(sorted, object, limits)
    }
  }

  /// A set that nobody reads as a whole, one element after another.
  private func searchSet(
    _ calls: [ModelCall], _ object: String?, _ limits: SearchLimits
  ) -> Verdict {
    var elements: [Int64: [ModelCall]] = [:]
    for call in calls {
      switch call.request {
      case .add(let element), .remove(let element), .contains(let element):
        elements[element, default: []].append(call)
      default: return search(calls, SetModel(), object, limits)
      }
    }
    var unsure: Verdict?
    for (_, calls) in elements.sorted(by: { $0.key < $1.key }) {
      let verdict = search(calls, SetModel(), object, limits)
      if verdict.result == .invalid { return verdict }
      if verdict.result == .unknown { unsure = unsure ?? verdict }
    }
    return unsure ?? valid(calls, "elements")
  }

  private func decided(
    _ result: GrowingSet.Result, _ calls: [ModelCall], _ object: String?, _ limits: SearchLimits
  ) -> Verdict? {
    switch result {
    case .undecided: return nil
    case .valid: return valid(calls, "order")
    case .invalid(let places):
      let witness = Set(places).sorted().map { calls[$0] }
      return invalid(witness, last: calls[places[places.count - 1]], object, nil, calls)
    }
  }

  private func search<Model: SequentialModel>(
    _ calls: [ModelCall], _ model: Model, _ object: String?, _ limits: SearchLimits
  ) -> Verdict {
    var search = ModelSearch(calls, model, limits: limits)
    switch search.run() {
    case .valid: return valid(calls, "search")
    case .invalid(let index):
      let call = calls[index]
      let done = calls.filter { $0.end < call.end }
      let prefix = ValidPrefix(
        operations: done.count, of: calls.count,
        untilNs: done.max { $0.end < $1.end }?.completedNs)
      let few = ModelWitness(model, calls.filter { $0.start < call.end }, call).smallest()
      return invalid(few, last: call, object, prefix, calls)
    case .exhausted(let index, let reason):
      let done = calls.count { $0.end < calls[index].end }
      return Verdict(
        checker: name, result: .unknown,
        summary: "valid up to operation \(done) of \(calls.count); \(reason)",
        detail: detail(calls, "search").merging(["valid_up_to": .integer(Int64(done))]) { $1 })
    }
  }

  private func valid(_ calls: [ModelCall], _ method: String) -> Verdict {
    Verdict(
      checker: name, result: .valid, summary: "\(calls.count) operations are linearizable",
      detail: detail(calls, method))
  }

  private func invalid(
    _ witness: [ModelCall], last: ModelCall, _ object: String?, _ prefix: ValidPrefix?,
    _ calls: [ModelCall]
  ) -> Verdict {
    let anomaly = Anomaly(
      name: "order violation", key: object,
      summary: "\(last.label) cannot be put in one order with the operations before it",
      witness: witness.map { call in
        WitnessOperation(
          process: call.process, label: call.label, invokedNs: call.invokedNs,
          completedNs: call.completedNs, outcome: call.isOptional ? .info : .ok,
          isImpossible: call == last)
      }, validPrefix: prefix)
    return Verdict(
      checker: name, result: .invalid,
      summary: "not linearizable: \(anomaly.summary)", anomalies: [anomaly],
      detail: detail(calls, prefix == nil ? "order" : "search"))
  }

  private func detail(_ calls: [ModelCall], _ method: String) -> [String: JSONValue] {
    ["operations": .integer(Int64(calls.count)), "method": .string(method)]
  }
}
