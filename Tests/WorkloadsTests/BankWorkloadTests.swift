import Databases
import Histories
import LoopbackEtcd
import NIOPosix
import Synchronization
import Testing
import Vocabulary
import Workloads

/// A bank in memory that answers as the script says.
private struct AskedBank: TransactionClient {
  let executor = EventLoopExecutor(MultiThreadedEventLoopGroup.singleton.next())
  var answer: @Sendable (StoreTransaction) -> ClientResult<TransactionAnswer>

  func perform(_ request: StoreRequest) async -> ClientResult<StoreAnswer> {
    .failed(ClientFault(kind: .garbage, message: "\(request)", endpoint: loopback(1)))
  }
  func perform(_ transaction: StoreTransaction) async -> ClientResult<TransactionAnswer> {
    answer(transaction)
  }
  func close() {}
}

@Suite struct BankWorkloadTests {
  private let load = WorkloadSpecification(
    kind: "bank", clients: 2, ratePerS: nil, keys: 1, reads: 0.3, compareAndSets: 0,
    timeoutNs: .seconds(5), isolation: .readCommitted)

  @Test func `Money moves between two different accounts of the bank`() {
    let workload = BankWorkload(load)
    var random = SeededRandom(seed: 1)
    let requests = (0..<5_000).map { _ in workload.next(random: &random) }
    let transfers = requests.compactMap(\.list)
    #expect(abs(Double(transfers.count) / 5_000 - 0.7) < 0.03)
    #expect(
      transfers.allSatisfy { transfer in
        transfer.form == .transfer && transfer.elements[0] != transfer.elements[1]
          && transfer.elements.prefix(2).allSatisfy { (0..<10).contains($0) }
          && (1...5).contains(transfer.elements[2])
      })
    #expect(requests.allSatisfy { ($0.kind == .transfer) == ($0.list != nil) })
  }

  @Test func `Transfers and reads are transactions of the level that was asked for`() async {
    let workload = BankWorkload(load)
    let bank = AskedBank { transaction in
      guard transaction.level == .readCommitted else {
        return .unknown(ClientFault(kind: .garbage, message: "level", endpoint: loopback(1)))
      }
      switch transaction.body {
      case .balances:
        return .ok(TransactionAnswer(balances: [.init(account: 0, balance: 7)]))
      case .transfer(from: 3, to: 4, amount: 5): return .ok(TransactionAnswer())
      default:
        return .failed(ClientFault(kind: .refused, message: "no", endpoint: loopback(1)))
      }
    }
    let read = await workload.send(WorkloadRequest(kind: .read, key: 0), through: bank)
    #expect(read.outcome == .ok && read.list == HistoryList(.map, [0, 7]))
    var request = WorkloadRequest(kind: .transfer, key: 0)
    request.list = HistoryList(.transfer, [3, 4, 5])
    #expect(await workload.send(request, through: bank).outcome == .ok)
    request.list = HistoryList(.transfer, [3, 4, 4])
    #expect(await workload.send(request, through: bank).outcome == .fail)
  }

  @Test(arguments: [1, 9, 10])
  func `What was given up for another's sake is done again, for a while`(conflicts: Int) async {
    let asked = Atomic(0)
    let bank = AskedBank { _ in
      let count = asked.add(1, ordering: .relaxed).newValue
      let fault = ClientFault(kind: .conflict, message: "40001", endpoint: loopback(1))
      return count <= conflicts ? .failed(fault) : .ok(TransactionAnswer())
    }
    var request = WorkloadRequest(kind: .transfer, key: 0)
    request.list = HistoryList(.transfer, [3, 4, 5])
    let outcome = await BankWorkload(load).send(request, through: bank).outcome
    #expect(outcome == (conflicts < 10 ? .ok : .fail))
    #expect(asked.load(ordering: .relaxed) == min(conflicts + 1, 10))
  }
}
