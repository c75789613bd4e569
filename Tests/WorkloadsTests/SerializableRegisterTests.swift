import Databases
import Histories
import LoopbackEtcd
import Testing
import Vocabulary

@testable import Workloads

@Suite struct SerializableRegisterTests {
  @Test("What was written is read back without a quorum, and its requests are those of register")
  func reads() async throws {
    let load = WorkloadSpecification(
      kind: "serializable-register", clients: 1, ratePerS: nil, keys: 2, reads: 0.5,
      compareAndSets: 0.2, timeoutNs: .seconds(5))
    let workload = try #require(WorkloadCatalogue.workload(load))
    #expect(workload is SerializableRegisterWorkload)
    var random = SeededRandom(seed: 7)
    var same = SeededRandom(seed: 7)
    let registers = RegisterWorkload(load)
    for _ in 0..<50 { #expect(workload.next(random: &random) == registers.next(random: &same)) }
    try await withEtcd { etcd in
      let client = testClient(etcd)
      let write = WorkloadRequest(kind: .write, key: 1, argument: 9)
      #expect(await workload.send(write, through: client).outcome == .ok)
      let read = await workload.send(WorkloadRequest(kind: .read, key: 1), through: client)
      #expect(read.outcome == .ok && read.value == 9)
    }
  }

  @Test("The reads that close the load ask a quorum, those of the load do not")
  func finalReads() {
    let read = WorkloadRequest(kind: .read, key: 0)
    var last = read
    last.isFinal = true
    #expect(!SerializableRegisterWorkload.asksQuorum(read))
    #expect(SerializableRegisterWorkload.asksQuorum(last))
    #expect(
      SerializableRegisterWorkload.asksQuorum(.init(kind: .write, key: 0, argument: 1)))
  }
}
