import Foundation
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
    ("repeated values", Samples.Shape(values: 2, hasUniqueValues: false, lies: 0.2)),
    ("repeated values, honest", Samples.Shape(hasUniqueValues: false, lies: 0)),
  ])
  func `Zones, search and checker agree with trying every order`(
    _ name: String, _ shape: Samples.Shape
  ) {
    var random = SeededRandom(seed: 7, purpose: name)
    var decided = 0
    var invalid = 0
    let rounds =
      ProcessInfo.processInfo.environment["CYGNET_FUZZ_ROUNDS"].flatMap { Int($0) } ?? 600
    for round in 0..<rounds {
      let history = Samples.history(shape, &random)
      let truth = Samples.isLinearizable(history)
      let key = KeyOperations(history, OperationsByKey(history)[0])
      switch ZoneCheck.check(key) {
      case .valid:
        decided += 1
        #expect(truth, "\(name) \(round): zones say valid")
      case .invalid:
        decided += 1
        #expect(!truth, "\(name) \(round): zones say invalid")
      case .undecided: break
      }
      var search = RegisterSearch(key.operations, texts: TextStates(), steps: 1_000_000)
      #expect((search.run() == .valid) == truth, "\(name) \(round): search")
      let verdict = LinearizableRegister().check(history)
      #expect(verdict.result == (truth ? .valid : .invalid), "\(name) \(round): checker")
      if !truth {
        invalid += 1
        let witness = verdict.anomalies.first?.witness ?? []
        #expect(!witness.isEmpty && witness.count <= 12)
        #expect(witness.count { $0.isImpossible } == 1)
      }
      if shape.lies == 0 { #expect(truth, "an honest register is linearizable") }
    }
    if shape.hasUniqueValues {
      #expect(decided * 100 >= rounds * 95, "zones decided \(decided) of \(rounds)")
    }
    if shape.lies > 0 { #expect(invalid * 20 > rounds, "only \(invalid) were invalid") }
  }
}
