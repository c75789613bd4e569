import ArgumentParser
import Conductor
import LinuxHost
import Vocabulary

/// Compares our load with each database's own load tool on the same range.
struct BenchDrivers: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drivers",
    abstract: "Compare the load with each database's own load tool on the same range.",
    discussion: """
      Redis with redis-benchmark, PostgreSQL with pgbench, MariaDB with mariadb-slap, etcd with \
      wrk, which sends the same requests to its gateway. Both write the same keys with the same \
      statement, as fast as answers come, in turns. Some minutes; a busy machine makes the figures \
      worse. Exits with 1 where ours does less than 90 % of the tool's operations, with 3 where a \
      write was not acknowledged.
      """)

  @Option(help: "Only this database.") var database: String?
  @Option(help: "Requests in flight at a time, on either side.") var clients = 8
  @Option(help: "Seconds of each side in each round.") var seconds = 5
  @Option(help: "Rounds; the medians count.") var rounds = 5
  @Flag(help: "One JSON object on standard output.") var json = false
  @Flag(help: "A Markdown table on standard output.") var markdown = false

  func validate() throws {
    for (name, value, most) in [
      // Each of them has a connection, and the databases of a range take two hundred.
      ("--clients", clients, 100), ("--seconds", seconds, 600), ("--rounds", rounds, 100),
    ] where !(1...most).contains(value) {
      throw ValidationError("\(name) takes 1 to \(most), not \(value)")
    }
    if let database, !DriverBench.kinds.contains(database) {
      let kinds = DriverBench.kinds.joined(separator: ", ")
      throw ValidationError("--database takes \(kinds), not '\(database)'")
    }
  }

  func run() async throws {
    let bench = DriverBench(
      clients: clients, span: .seconds(seconds), rounds: rounds, progress: { Terminal.say($0) })
    let report = try await DriverBenchRun(
      databases: database.map { [$0] } ?? DriverBench.kinds, bench: bench,
      clock: { MonotonicClock.now() }
    ).perform()
    if json {
      print(try CanonicalJSON.line(report))
    } else {
      print(markdown ? DriversTable.markdown(report) : DriversTable.text(report))
    }
    if let code = Self.code(of: report) { throw ExitCode(code) }
  }

  /// 3 where either side had errors, for then nothing was compared; 1 where the bar is missed.
  static func code(of report: DriversReport) -> Int32? {
    if report.databases.contains(where: { $0.errors > 0 }) { return 3 }
    return report.databases.allSatisfy(\.isMet) ? nil : 1
  }
}
