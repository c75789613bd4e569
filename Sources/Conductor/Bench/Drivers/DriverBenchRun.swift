import Databases
import Foundation
import Ranges
package import Vocabulary

/// The bench of the drivers on each database, on a range of its own, one after the other.
package struct DriverBenchRun: Sendable {
  /// The databases' kinds.
  package var databases: [String]
  /// What is done on each.
  package var bench: DriverBench
  /// CLOCK_MONOTONIC.
  package var clock: @Sendable () -> Nanoseconds

  /// A bench to be run.
  package init(
    databases: [String], bench: DriverBench, clock: @escaping @Sendable () -> Nanoseconds
  ) {
    self.databases = databases
    self.bench = bench
    self.clock = clock
  }

  /// Measures each database; fails before the first range comes up where a tool is lacking.
  package func perform() async throws -> DriversReport {
    let machine = BenchReport.Machine.here()
    for database in try databases.map(Self.database) { _ = try DriverBench.tool(of: database) }
    var found: [DriverFigures] = []
    for kind in databases { found.append(try await measure(kind)) }
    return DriversReport(
      machine: machine, clients: bench.clients, keys: DriverBench.keys,
      seconds: bench.span.inSeconds, databases: found)
  }

  private static func database(_ kind: String) throws -> any Database {
    guard let database = DatabaseCatalogue.database(kind) else {
      throw RangeError(
        "there is no database '\(kind)'",
        hint: "there are: " + DriverBench.kinds.joined(separator: ", "))
    }
    return database
  }

  private func measure(_ kind: String) async throws -> DriverFigures {
    let name = "d\(ProcessInfo.processInfo.processIdentifier)-\(kind)"
    let logs = FileManager.default.temporaryDirectory.path + "/cygnet-bench-\(name)"
    let cluster = try await Cluster.up(
      name: name, evidence: logs,
      specification: DatabaseSpecification(kind: kind, hosts: 3, settings: [:]),
      linger: .seconds(20), clock: clock)
    bench.progress("bench  \(kind) healthy after \(ExerciseRun.seconds(cluster.upNs))")
    do {
      let figures = try await bench.run(on: cluster)
      await cluster.down()
      // The logs of a bench that went wrong stay, for its error points at them.
      try? FileManager.default.removeItem(atPath: logs)
      return figures
    } catch {
      await cluster.down()
      bench.progress("bench  the logs are in \(logs)")
      throw error
    }
  }
}
