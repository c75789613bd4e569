/// Finds the few calls that show why one cannot be placed.
///
/// Shape: calls that look are left out, and calls that change become ones that nobody knows of
/// (they may have happened or not), as long as the rest is still impossible; both only make the
/// rest easier to explain. What is left with a known answer is the witness, with the writers that
/// it asks for.
struct ModelWitness<Model: SequentialModel> {
  private let model: Model
  private let calls: [ModelCall]
  private let impossible: ModelCall
  private static var largest: Int { 12 }

  init(_ model: Model, _ calls: [ModelCall], _ impossible: ModelCall) {
    self.model = model
    self.calls = calls
    self.impossible = impossible
  }

  func smallest() -> [ModelCall] {
    var kept = Array(repeating: true, count: calls.count)
    // So many searches, each over all of the calls.
    var work = min(2_000, 1_000_000 / max(1, calls.count))
    // From the oldest: what is close to the impossible call is more likely to matter.
    var size = max(1, calls.count / 2)
    while size > 0 {
      var start = 0
      while start < calls.count, work > 0 {
        let range = start..<min(start + size, calls.count)
        let places = range.filter { kept[$0] && calls[$0] != impossible }
        start += size
        if places.isEmpty { continue }
        for place in places { kept[place] = false }
        work -= 1
        if !isImpossible(kept) { for place in places { kept[place] = true } }
      }
      size /= 2
    }
    let few = calls.indices.filter { kept[$0] }.map { calls[$0] }
    let writers = calls.indices.filter { !kept[$0] && isWriter(calls[$0]) }.map { calls[$0] }
    let rest = few.filter { $0 != impossible }.suffix(Self.largest - 1)
    let shown = rest + [impossible] + writers.prefix(max(0, Self.largest - 1 - rest.count))
    return shown.sorted { $0.start < $1.start }
  }

  private func isImpossible(_ kept: [Bool]) -> Bool {
    var relaxed: [ModelCall] = []
    for (place, call) in calls.enumerated() {
      if kept[place] {
        relaxed.append(call)
      } else if call.isChange {
        // An unknown dequeue could take anything; a known one that did not happen is what it was.
        var open = call
        if case .enqueue = call.request { open.answer = .unknown }
        if case .add = call.request { open.answer = .unknown }
        guard open.answer == .unknown else { return false }
        open.end = ModelCall.never
        relaxed.append(open)
      }
    }
    let limits = SearchLimits(steps: 20_000, configurations: 20_000)
    var search = ModelSearch(relaxed, model, limits: limits)
    if case .invalid = search.run() { return true }
    return false
  }

  /// Whether a call put in what the impossible one was told of.
  private func isWriter(_ call: ModelCall) -> Bool {
    guard case .value(let value) = impossible.answer else { return false }
    return call.request == .enqueue(value)
  }
}
