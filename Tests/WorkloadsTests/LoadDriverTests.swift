import Databases
import Foundation
import Histories
import LoopbackEtcd
import NIOCore
import NIOPosix
import Testing
import Vocabulary
import Workloads

/// A path in the temporary folder that nobody else uses.
private func historyPath() -> String {
  FileManager.default.temporaryDirectory
    .appendingPathComponent("\(UUID().uuidString).cyh").path
}

/// A monotonic clock for a driver inside a test.
@Sendable private func monotonic() -> Nanoseconds {
  Nanoseconds(rawValue: Int64(NIODeadline.now().uptimeNanoseconds))
}

@Suite struct LoadDriverTests {
  /// Input on which nothing ever comes, and which does not end while the test holds it.
  private let silence = AsyncStream<String>.makeStream()

  private func drive(
    _ load: WorkloadSpecification, _ endpoints: [Int], for duration: Nanoseconds?,
    input: AsyncStream<String>? = nil, finalPatience: Nanoseconds = .seconds(10)
  ) async throws -> (DriveSummary, History) {
    let path = historyPath()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let order = DriveOrder(
      database: "etcd", cluster: "t", workload: load, seed: 11,
      endpoints: endpoints.map { loopback($0) }, historyPath: path, durationNs: duration)
    let summary = try await LoadDriver.run(
      order: order, clock: monotonic, input: input ?? silence.stream,
      finalPatience: finalPatience)
    return (summary, try History(reading: path))
  }

  @Test func `A closed loop leaves a whole history that ends in a read of every key`()
    async throws
  {
    try await withEtcd { etcd in
      let (summary, history) = try await drive(registers(), [etcd.port], for: .seconds(1))
      #expect(summary.stop == .timeOver)
      #expect(history.endedCleanly)
      #expect(history.operations.count == summary.load.operations + summary.finalReads.operations)
      #expect(history.operations.allSatisfy { $0.outcome == .ok && $0.completedNs != nil })
      #expect(summary.load.ok > 50)
      #expect(
        history.operations.count { $0.isAcknowledgedWrite } == summary.load.acknowledgedWrites)
      #expect(Set(history.operations.map(\.process)) == Set(0..<8))

      let written = history.operations.compactMap(\.argument)
      #expect(Set(written).count == written.count)
      let compares = history.operations.filter { $0.kind == .compareAndSet }
      #expect(compares.contains { $0.matched == true })
      #expect(compares.allSatisfy { $0.matched != nil && history.revision($0) != nil })

      let final = history.operations.filter { $0.invokedNs >= summary.finalPhaseNs }
      #expect(final.allSatisfy { $0.kind == .read })
      #expect(Set(final.map { history.keyName($0) }) == ["k0", "k1", "k2", "k3", "k4"])
      #expect(summary.keysUnread.isEmpty)
      // etcd orders all writes by revision: the last acknowledged one of a key is what is read.
      for read in final {
        let last = history.operations.filter { $0.key == read.key && $0.isAcknowledgedWrite }
          .max { (history.revision($0) ?? 0) < (history.revision($1) ?? 0) }
        #expect(read.value == last?.argument)
      }
    }
  }

  @Test func `An open loop starts its operations at the stated rate`() async throws {
    try await withEtcd { etcd in
      let load = registers(clients: 16, ratePerS: 200)
      let (summary, _) = try await drive(load, [etcd.port], for: .seconds(3))
      let tally = summary.load
      // At least what three seconds hold, at most what its own clock holds: a busy machine may end
      // the load late, or be late to see the end of its last operations.
      let arrivals = Double(tally.operations + tally.arrivalsSkipped)
      let due = 200 * (summary.finalPhaseNs - summary.startedNs).inSeconds
      #expect(arrivals > 200 * 3 * 0.9)
      #expect(arrivals < due * 1.1)
      #expect(Double(tally.operations) > 200 * 3 / 2)
      #expect(tally.fail + tally.info == 0)
    }
  }

  @Test(arguments: [DriveSummary.StopReason.told, .abandoned])
  func `The load ends when it is told to, and when its input closes`(
    reason: DriveSummary.StopReason
  ) async throws {
    try await withEtcd { etcd in
      let (input, lines) = AsyncStream<String>.makeStream()
      lines.yield("something else")
      async let driven = drive(
        registers(clients: 2, ratePerS: 20), [etcd.port], for: nil, input: input)
      try await Task.sleep(for: .milliseconds(300))
      if reason == .told { lines.yield("stop") } else { lines.finish() }
      let (summary, history) = try await driven
      #expect(summary.stop == reason)
      #expect(history.endedCleanly)
      #expect(summary.keysUnread.isEmpty)
      #expect(summary.finalReads.ok == 5)
      lines.finish()
    }
  }

  @Test func `A cluster that refuses leaves failures, and the driver still ends`() async throws {
    let ports = [RefusingPort(), RefusingPort()]
    let (summary, history) = try await drive(
      registers(clients: 3), ports.map(\.number), for: .milliseconds(500),
      finalPatience: .milliseconds(200))
    #expect(summary.load.operations > 0)
    let span = (summary.finalPhaseNs - summary.startedNs).inSeconds
    #expect(Double(summary.load.operations) < 3 * 200 * span, "refusals are not hammered")
    #expect(summary.load.fail == summary.load.operations)
    #expect(summary.keysUnread == ["k0", "k1", "k2", "k3", "k4"])
    #expect(!summary.load.faults.isEmpty)
    #expect(history.endedCleanly)
    #expect(history.operations.allSatisfy { $0.outcome == .fail && $0.process < 3 })
    withExtendedLifetime(ports) {}
  }

  @Test func `A process whose write is lost is never seen again`() async throws {
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .bind(host: "127.0.0.1", port: 0).get()
    let load = registers(
      clients: 2, keys: 1, reads: 0, compareAndSets: 0, timeout: .milliseconds(100))
    let (summary, history) = try await drive(
      load, [server.localAddress?.port ?? 0], for: .seconds(1), finalPatience: .zero)
    try await server.close()
    #expect(summary.load.info > 2)
    var gone: Set<Int32> = []
    for operation in history.operations {
      #expect(!gone.contains(operation.process))
      if operation.outcome == .info { gone.insert(operation.process) }
    }
    #expect(gone.contains { $0 % 2 == 0 } && gone.contains { $0 % 2 == 1 })
    #expect(summary.finalReads.fail >= 1)
    #expect(summary.keysUnread == ["k0"])
  }

  @Test func `A history that cannot be created is an error that names the file`() async throws {
    let order = DriveOrder(
      database: "etcd", cluster: "t", workload: registers(), seed: 1, endpoints: [loopback(1)],
      historyPath: "/proc/nowhere/history.cyh")
    let error = await #expect(throws: DriveError.self) {
      try await LoadDriver.run(order: order, clock: monotonic, input: silence.stream)
    }
    #expect(error?.description.contains("/proc/nowhere/history.cyh") == true)
  }

  @Test func `An unknown workload is an error that names those there are`() async throws {
    var load = registers()
    load.kind = "ledger"
    let order = DriveOrder(
      database: "etcd", cluster: "t", workload: load, seed: 1, endpoints: [loopback(1)],
      historyPath: historyPath())
    let error = await #expect(throws: DriveError.self) {
      try await LoadDriver.run(order: order, clock: monotonic, input: silence.stream)
    }
    #expect(error?.description.contains("register") == true)
  }
}
