import LoopbackEtcd
import Testing
import Vocabulary
import Workloads

@Suite struct DriveOrderTests {
  private let order = DriveOrder(
    database: "etcd", cluster: "t", workload: registers(ratePerS: 200), seed: 7,
    endpoints: [loopback(2379)],
    historyPath: "/nowhere/history.cyh", durationNs: .seconds(3))

  @Test func `An order survives its file`() throws {
    let text = try CanonicalJSON.document(order)
    #expect(text.contains("\"duration_ns\" : 3000000000"))
    #expect(try CanonicalJSON.decode(DriveOrder.self, from: text) == order)
  }

  @Test func `A summary survives its file`() throws {
    var tally = LoadTally()
    tally.ok = 5
    tally.faults = ["n1: refused": 2]
    let summary = DriveSummary(
      startedNs: .seconds(1), finalPhaseNs: .seconds(2), endedNs: .seconds(3), stop: .told,
      load: tally, finalReads: LoadTally(), keysUnread: ["k1"])
    let text = try CanonicalJSON.line(summary)
    #expect(try CanonicalJSON.decode(DriveSummary.self, from: text) == summary)
  }

  @Test func `Impossible orders are refused with the reason`() {
    func reason(_ change: (inout DriveOrder) -> Void) -> String {
      var order = order
      change(&order)
      do throws(DriveError) { try order.validate() } catch { return error.description }
      return "valid"
    }
    #expect(reason { _ in } == "valid")
    #expect(reason { $0.workload.clients = 0 }.contains("client"))
    #expect(reason { $0.workload.keys = 0 }.contains("key"))
    #expect(reason { $0.workload.timeoutNs = .zero }.contains("timeout"))
    #expect(reason { $0.workload.ratePerS = 0 }.contains("rate"))
    #expect(reason { $0.workload.ratePerS = .infinity }.contains("rate"))
    #expect(reason { $0.workload.reads = 0.9 }.contains("shares"))
    #expect(reason { $0.workload.reads = -0.1 }.contains("shares"))
    #expect(reason { $0.workload.reads = .nan }.contains("shares"))
    #expect(reason { $0.endpoints = [] }.contains("endpoint"))
  }

  @Test func `Reasons for failures are counted without end, but not kept without end`() {
    var all = LoadTally()
    for index in 0..<200 {
      var tally = LoadTally()
      tally.faults = ["reason \(index)": 1, "same": 1]
      all.add(tally)
    }
    #expect(all.faults.count <= LoadTally.mostFaults + 1)
    #expect(all.faults["same"] == 200)
    #expect(all.faults.values.reduce(0, +) == 400)
  }
}
