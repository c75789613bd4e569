import Histories
import Testing
import Vocabulary
import Workloads

/// A register load with the given shares.
func registers(
  clients: Int = 8, ratePerS: Double? = nil, keys: Int = 5, reads: Double = 0.4,
  compareAndSets: Double = 0.2, timeout: Nanoseconds = .seconds(5)
) -> WorkloadSpecification {
  WorkloadSpecification(
    kind: "register", clients: clients, ratePerS: ratePerS, keys: keys, reads: reads,
    compareAndSets: compareAndSets, timeoutNs: timeout)
}

@Suite struct RegisterWorkloadTests {
  /// The requests of one client that sees all its writes succeed.
  private func requests(_ count: Int, seed: UInt64, of load: WorkloadSpecification)
    -> [WorkloadRequest]
  {
    let workload = RegisterWorkload(load)
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in
      let request = workload.next(random: &random)
      if let value = request.argument { workload.observe(value, of: request.key) }
      return request
    }
  }

  @Test func `No value is written twice`() {
    let written = requests(10_000, seed: 1, of: registers()).compactMap(\.argument)
    #expect(written.count > 5_000)
    #expect(Set(written).count == written.count)
    #expect(written.allSatisfy { $0 > 0 })
  }

  @Test func `The same seed asks the same, another seed something else`() {
    let first = requests(500, seed: 7, of: registers())
    #expect(first == requests(500, seed: 7, of: registers()))
    #expect(first != requests(500, seed: 8, of: registers()))
  }

  @Test(arguments: [(1.0, 0.0), (0.0, 0.0), (0.0, 1.0), (0.5, 0.25)])
  func `Kinds come in their shares, keys equally`(reads: Double, compareAndSets: Double) {
    let asked = requests(
      20_000, seed: 3, of: registers(reads: reads, compareAndSets: compareAndSets))
    func share(_ kind: OperationKind) -> Double {
      Double(asked.count { $0.kind == kind }) / 20_000
    }
    #expect(abs(share(.read) - reads) < 0.02)
    #expect(abs(share(.compareAndSet) - compareAndSets) < 0.02)
    for key in 0..<5 { #expect(abs(asked.count { $0.key == key } - 4_000) < 400) }
  }

  @Test func `A compare-and-set expects what was last seen under its key`() {
    let workload = RegisterWorkload(registers(keys: 1, reads: 0, compareAndSets: 1))
    var random = SeededRandom(seed: 1)
    #expect(workload.next(random: &random).kind == .write, "nothing was seen yet")
    workload.observe(41, of: 0)
    let request = workload.next(random: &random)
    #expect(request.kind == .compareAndSet)
    #expect(request.expected == 41)
    workload.observe(nil, of: 0)
    #expect(workload.next(random: &random).kind == .write)
  }

  @Test func `The catalogue knows its workloads by name, and no others`() {
    for entry in WorkloadCatalogue.all {
      var load = registers()
      load.kind = entry.kind
      // There is one bank, however many keys are asked for.
      #expect(WorkloadCatalogue.workload(load)?.keys.count == (entry.kind == "bank" ? 1 : 5))
    }
    var load = registers()
    load.kind = "registre"
    #expect(WorkloadCatalogue.workload(load) == nil)
  }
}
