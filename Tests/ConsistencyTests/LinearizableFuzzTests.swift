import Histories
import Testing
import Vocabulary

@testable import Consistency

/// The methods against trying every order, on thousands of random small histories.
@Suite struct LinearizableFuzzTests {
  @Test(arguments: [
    ("unique values, few lies", Samples.Shape(lies: 0.1)),
    ("unique values, many lies", Samples.Shape(lies: 0.5)),
    ("unique values, honest", Samples.Shape(operations: 9, processes: 5, lies: 0)),
    ("many at once", Samples.Shape(operations: 9, processes: 9, lies: 0.15)),
    ("refusals", Samples.Shape(operations: 9, processes: 6, isMostlyRefused: true, lies: 0.1)),
    ("chains", Samples.Shape(operations: 9, processes: 5, isMostlySwaps: true, lies: 0.1)),
    (
      "chains, honest",
      Samples.Shape(operations: 9, processes: 6, isMostlySwaps: true, crashes: 3, lies: 0)
    ),
    (
      "chains of the crashed",
      Samples.Shape(operations: 9, processes: 6, isMostlySwaps: true, crashes: 4, lies: 0.15)
    ),
    ("repeated values", Samples.Shape(values: 2, hasUniqueValues: false, lies: 0.2)),
    ("repeated values, honest", Samples.Shape(hasUniqueValues: false, lies: 0)),
  ])
  func `Zones, search and checker agree with trying every order`(
    _ name: String, _ shape: Samples.Shape
  ) {
    var random = SeededRandom(seed: 7, purpose: name)
    var decided = 0
    var invalid = 0
    for round in 0..<Samples.rounds {
      let history = Samples.history(shape, &random)
      let truth = Samples.isLinearizable(history)
      let key = KeyOperations(RegisterRows(history), key: 0)
      switch ZoneCheck.check(key) {
      case .valid:
        decided += 1
        #expect(truth, "\(name) \(round): zones say valid")
      case .invalid:
        decided += 1
        #expect(!truth, "\(name) \(round): zones say invalid")
      case .undecided: break
      }
      var search = RegisterSearch(key.operations, texts: TextStates(), limits: SearchLimits())
      #expect((search.run() == .valid) == truth, "\(name) \(round): search")
      let verdict = LinearizableRegister().check(history)
      #expect(verdict.result == (truth ? .valid : .invalid), "\(name) \(round): checker")
      if !truth {
        invalid += 1
        let witness = verdict.anomalies.first?.witness ?? []
        #expect(!witness.isEmpty && witness.count <= 12)
        #expect(witness.count { $0.isImpossible } == 1)
        if let prefix = verdict.anomalies.first?.validPrefix {
          expect(prefix, of: history, "\(name) \(round)")
        }
      }
      if shape.lies == 0 { #expect(truth, "an honest register is linearizable") }
    }
    if shape.hasUniqueValues {
      #expect(decided * 100 >= Samples.rounds * 95, "zones decided \(decided) of \(Samples.rounds)")
    }
    if shape.lies > 0 { #expect(invalid * 20 > Samples.rounds, "only \(invalid) were invalid") }
  }

  /// A beginning that is said to be valid is, and where zones said so the next completion is too
  /// much.
  private func expect(_ prefix: ValidPrefix, of history: History, _ name: String) {
    let key = KeyOperations(RegisterRows(history), key: 0)
    let ends = key.operations.map(\.end).filter { $0 != RegisterOperation.never }.sorted()
    #expect(prefix.operations < ends.count && prefix.of == key.operations.count, "\(name)")
    guard prefix.operations < ends.count, prefix.operations > 0 else { return }
    let part = key.before(events: ends[prefix.operations - 1])
    var search = RegisterSearch(part.operations, texts: TextStates(), limits: SearchLimits())
    #expect(search.run() == .valid, "\(name): the prefix")
    if case .undecided = ZoneCheck.check(key) { return }
    let more = key.before(events: ends[prefix.operations])
    var next = RegisterSearch(more.operations, texts: TextStates(), limits: SearchLimits())
    #expect(next.run() != .valid, "\(name): one operation more")
  }
}
