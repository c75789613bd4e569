import Databases
import Histories
import LoopbackEtcd
import NIOPosix
import Synchronization
import Testing
import Vocabulary

@testable import Workloads

/// A database in memory that gives up the first transactions for the sake of others.
private final class ContestedStore: TransactionClient {
  let executor = EventLoopExecutor(MultiThreadedEventLoopGroup.singleton.next())
  let asked = Atomic(0)
  private let conflicts: Int

  init(conflicts: Int) { self.conflicts = conflicts }

  func perform(_ request: StoreRequest) async -> ClientResult<StoreAnswer> {
    .failed(ClientFault(kind: .garbage, message: "\(request)", endpoint: loopback(1)))
  }

  func perform(_ transaction: StoreTransaction) async -> ClientResult<TransactionAnswer> {
    let count = asked.add(1, ordering: .relaxed).newValue
    // Without a pause it would be asked again before anybody could end the load.
    try? await Task.sleep(for: .milliseconds(1))
    guard count > conflicts, case .steps(let steps) = transaction.body else {
      return .failed(ClientFault(kind: .conflict, message: "40001", endpoint: loopback(1)))
    }
    return .ok(TransactionAnswer(seen: steps.map { _ in [] }))
  }

  func close() {}
}

/// A clock that goes on by a millisecond with each look.
private final class Ticks: Sendable {
  private let count = Atomic(Int64(0))
  func next() -> Nanoseconds { .milliseconds(Int(count.add(1, ordering: .relaxed).newValue)) }
}

@Suite struct TransactionWorkerTests {
  private let load = WorkloadSpecification(
    kind: "list-append", clients: 1, ratePerS: nil, keys: 3, reads: 0.5, compareAndSets: 0,
    timeoutNs: .seconds(5), isolation: .serializable)

  @Test(arguments: [0, 3, 9, 10])
  func `What is given up is tried again as another transaction, and counts once`(
    conflicts: Int
  ) async throws {
    let client = ContestedStore(conflicts: conflicts)
    let transactions = try #require(TransactionLoad(load))
    let log = TransactionLog(transactions.objects)
    let ticks = Ticks()
    let worker = TransactionWorker(
      client: client, load: transactions, log: log, recorder: nil,
      clock: { ticks.next() }, level: .serializable, stride: 1, process: 0,
      random: SeededRandom(seed: 3, purpose: "client 0"))
    let running = Task { [load] in
      var worker = worker
      await worker.run(load, from: .zero)
      return worker.tally
    }
    while client.asked.load(ordering: .relaxed) < conflicts + 3 {
      try await Task.sleep(for: .milliseconds(1))
    }
    running.cancel()
    let tally = await running.value
    #expect(tally.fail == (conflicts < 10 ? 0 : 1))
    let outcomes = log.history.outcomes
    #expect(outcomes.prefix(conflicts).allSatisfy { $0 == .fail })
    #expect(outcomes.dropFirst(conflicts).allSatisfy { $0 == .ok })
    #expect(outcomes.count >= conflicts + 3)
  }
}
