import Databases
import Histories
import LoopbackEtcd
import Testing
import Vocabulary

@testable import Workloads

@Suite struct ClockRegisterWorkloadTests {
  private let load = WorkloadSpecification(
    kind: "clock-register", clients: 2, ratePerS: nil, keys: 3, reads: 0.5, compareAndSets: 0,
    timeoutNs: .seconds(5))

  private func write(_ value: Int64) -> WorkloadRequest {
    WorkloadRequest(kind: .write, key: 0, argument: value)
  }

  /// Puts a value with a stamp that is `ahead` seconds off the clock of the member.
  private func store(
    _ value: Int64, ahead: Int64, _ client: EtcdClient
  ) async throws {
    let now = try #require(seen(await client.getDated(key: "k0")))
    let stamped = ClockRegisterWorkload.Stamped(
      value: value, seconds: now.memberSeconds + ahead)
    _ = await client.put(key: "k0", value: stamped.packed)
  }

  private func seen<Value>(_ result: ClientResult<Value>) -> Value? {
    if case .ok(let value) = result { value } else { nil }
  }

  @Test("A value and its stamp are packed into one number, up to 2^30 writes and past 2100")
  func packing() {
    for (value, seconds) in [(0, 0), (1, 1_795_418_324), (1 << 30 - 1, 1 << 32)]
      as [(Int64, Int64)]
    {
      let stamped = ClockRegisterWorkload.Stamped(value: value, seconds: seconds)
      #expect(ClockRegisterWorkload.Stamped(packed: stamped.packed) == stamped)
    }
  }

  @Test("It asks for reads and writes only, and writes no value twice")
  func requests() {
    let workload = ClockRegisterWorkload(load)
    var random = SeededRandom(seed: 1)
    let asked = (0..<1_000).map { _ in workload.next(random: &random) }
    #expect(Set(asked.map(\.kind)) == [.read, .write])
    let written = asked.compactMap(\.argument)
    #expect(written.count > 400 && Set(written).count == written.count)
  }

  @Test("What is stored with an older or an equal stamp is replaced, and read back")
  func replaces() async throws {
    try await withEtcd { etcd in
      let client = testClient(etcd)
      let workload = ClockRegisterWorkload(load)
      let read = WorkloadRequest(kind: .read, key: 0)
      #expect(await workload.send(read, through: client).value == nil)
      for value in 1...3 as ClosedRange<Int64> {
        #expect(await workload.send(write(value), through: client).outcome == .ok)
        let answer = await workload.send(read, through: client)
        #expect(answer.outcome == .ok && answer.value == value && answer.revision != nil)
      }
      try await store(7, ahead: -90, client)
      #expect(await workload.send(write(8), through: client).outcome == .ok)
      #expect(await workload.send(read, through: client).value == 8)
    }
  }

  @Test("A write with an older stamp is acknowledged, and is not there")
  func loses() async throws {
    try await withEtcd { etcd in
      let client = testClient(etcd)
      let workload = ClockRegisterWorkload(load)
      try await store(7, ahead: 90, client)
      #expect(await workload.send(write(8), through: client).outcome == .ok)
      let answer = await workload.send(
        WorkloadRequest(kind: .read, key: 0), through: client)
      #expect(answer.value == 7)
    }
  }

  @Test("Writers of one key that meet lose nothing as long as the clocks agree")
  func contention() async throws {
    try await withEtcd { etcd in
      let workload = ClockRegisterWorkload(load)
      var revisions: [Int64] = []
      await withTaskGroup(of: [WorkloadAnswer].self) { group in
        for writer in 0..<4 as Range<Int64> {
          group.addTask {
            let client = testClient(etcd)
            var answers: [WorkloadAnswer] = []
            for value in 0..<20 as Range<Int64> {
              let request = WorkloadRequest(kind: .write, key: 0, argument: writer * 20 + value)
              answers.append(await workload.send(request, through: client))
            }
            client.close()
            return answers
          }
        }
        for await answers in group {
          revisions += answers.filter { $0.outcome == .ok }.compactMap(\.revision)
          // With clocks that agree whatever is acknowledged was put, and dropped by no stamp; one
          // that met too many others, or that nobody answered in time, is not acknowledged.
          #expect(answers.allSatisfy { $0.outcome != .ok || $0.revision != nil })
        }
      }
      #expect(revisions.count > 40 && Set(revisions).count == revisions.count)
    }
  }
}
