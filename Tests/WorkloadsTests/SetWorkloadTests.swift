import Databases
import Histories
import LoopbackEtcd
import NIOPosix
import Testing
import Vocabulary
import Workloads

/// A store that keeps sets in memory, to see what a workload asks.
private struct AskedStore: StoreClient {
  let executor = EventLoopExecutor(MultiThreadedEventLoopGroup.singleton.next())
  var answer: @Sendable (StoreRequest) -> ClientResult<StoreAnswer>

  func perform(_ request: StoreRequest) async -> ClientResult<StoreAnswer> { answer(request) }
  func close() {}
}

@Suite struct SetWorkloadTests {
  private let load = WorkloadSpecification(
    kind: "set", clients: 2, ratePerS: nil, keys: 3, reads: 0.2, compareAndSets: 0,
    timeoutNs: .seconds(5))

  @Test func `No element is added twice, not even to another set`() {
    let workload = SetWorkload(load)
    var random = SeededRandom(seed: 1)
    let requests = (0..<5_000).map { _ in workload.next(random: &random) }
    let elements = requests.compactMap(\.argument)
    #expect(Set(elements).count == elements.count)
    #expect(requests.allSatisfy { $0.kind == ($0.argument == nil ? .read : .add) })
    #expect(abs(Double(elements.count) / 5_000 - 0.8) < 0.03)
    #expect(workload.keys == ["s0", "s1", "s2"])
  }

  @Test func `Additions and reads are asked as such, and elements reach the answer`() async {
    let workload = SetWorkload(load)
    let store = AskedStore { request in
      request == .elements(key: "s1")
        ? .ok(StoreAnswer(elements: [4, 2]))
        : request == .add(key: "s0", element: 9)
          ? .ok(StoreAnswer())
          : .failed(
            ClientFault(kind: .garbage, message: "\(request)", endpoint: loopback(1)))
    }
    let read = await workload.send(WorkloadRequest(kind: .read, key: 1), through: store)
    #expect(read.outcome == .ok && read.elements == [4, 2])
    let add = await workload.send(
      WorkloadRequest(kind: .add, key: 0, argument: 9), through: store)
    #expect(add.outcome == .ok && add.elements == nil)
    let other = await workload.send(
      WorkloadRequest(kind: .add, key: 0, argument: 8), through: store)
    #expect(other.outcome == .fail)
  }

  @Test func `An order for a database that cannot serve the load is refused`() {
    func reason(_ database: String, _ kind: String) -> String {
      var load = load
      load.kind = kind
      let order = DriveOrder(
        database: database, cluster: "t", workload: load, seed: 1, endpoints: [loopback(1)],
        historyPath: "/nowhere/history.cyh")
      do throws(DriveError) { try order.validate() } catch { return error.description }
      return "valid"
    }
    #expect(reason("redis", "set") == "valid")
    #expect(reason("redis", "register") == "valid")
    #expect(reason("etcd", "set").contains("etcd cannot serve"))
    #expect(reason("redis", "clock-register").contains("redis cannot serve"))
  }
}
