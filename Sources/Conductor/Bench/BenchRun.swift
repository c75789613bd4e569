import Foundation
package import Vocabulary

/// One whole bench: every fault, the cost of the pass-through, the time until a range is healthy.
///
/// Effect: ranges of its own, one at a time, each taken down again.
/// Units:  every figure is of this machine as busy as it was.
package struct BenchRun: Sendable {
  /// How often each fault is injected and healed.
  package var repeats: Int
  /// How many runs on the pass-through, each with one beside it without.
  package var pairs: Int
  /// How long the writers write in each.
  package var span: Nanoseconds
  /// CLOCK_MONOTONIC.
  package var clock: @Sendable () -> Nanoseconds
  /// Lines for people.
  package var progress: @Sendable (String) -> Void

  /// A bench to be run.
  package init(
    repeats: Int, pairs: Int, span: Nanoseconds, clock: @escaping @Sendable () -> Nanoseconds,
    progress: @escaping @Sendable (String) -> Void
  ) {
    self.repeats = repeats
    self.pairs = pairs
    self.span = span
    self.clock = clock
    self.progress = progress
  }

  /// Measures everything; takes about a minute and a half with the usual numbers.
  package func perform() async throws -> BenchReport {
    let machine = Self.machine()
    let members = Cluster.hosts(3)
    let (small, up) = try await faults(
      hosts: 3,
      FaultBench.cuts(members, repeats: repeats)
        + FaultBench.member(members[members.count - 1], repeats: repeats))
    let (large, _) = try await faults(
      hosts: 5, FaultBench.cuts(Cluster.hosts(5), repeats: repeats))
    let (passThrough, ups) = try await passThrough()
    return BenchReport(
      machine: machine, faults: small + large, rangeUp: LatencyFigures(of: [up] + ups),
      passThrough: passThrough)
  }

  private func faults(
    hosts: Int, _ benches: [FaultBench]
  ) async throws -> ([FaultFigures], upNs: Nanoseconds) {
    try await onRange(hosts: hosts, onDisk: true) { cluster in
      var figures: [FaultFigures] = []
      for bench in benches {
        progress("bench  \(bench.name) on \(hosts) members, \(bench.repeats) times")
        figures.append(try await bench.run(on: cluster, clock: clock))
      }
      return (figures, cluster.upNs)
    }
  }

  private func passThrough() async throws -> (PassThroughFigures, ups: [Nanoseconds]) {
    var found: [PassThroughFigures.Pair] = []
    var ups: [Nanoseconds] = []
    var (cpu, writes) = (Nanoseconds.zero, 0)
    for index in 0..<pairs {
      var rates: [Bool: Double] = [:]
      // Which comes first alternates, so that a machine that slows down favours neither.
      for onDisk in index % 2 == 0 ? [true, false] : [false, true] {
        let (figures, up) = try await onRange(hosts: 3, onDisk: onDisk) { cluster in
          (try await WriteBench(span: span).run(on: cluster), cluster.upNs)
        }
        rates[onDisk] = figures.writesPerS
        cpu = cpu + figures.cpuNs
        writes += figures.writes
        if onDisk { ups.append(up) }
        progress(
          "bench  pair \(index + 1) of \(pairs), \(onDisk ? "on the pass-through" : "plain"): "
            + "\(Int(figures.writesPerS)) writes/s")
      }
      found.append(
        PassThroughFigures.Pair(onDiskPerS: rates[true] ?? 0, plainPerS: rates[false] ?? 0))
    }
    let perPut = writes > 0 ? Double(cpu.rawValue) / 1_000 / Double(writes) : 0
    return (PassThroughFigures(pairs: found, clientCpuUsPerPut: perPut), ups)
  }

  /// A range for as long as the body runs.
  private func onRange<Value: Sendable>(
    hosts: Int, onDisk: Bool, _ body: (Cluster) async throws -> Value
  ) async throws -> Value {
    let name = "b\(ProcessInfo.processInfo.processIdentifier)-\(clock().rawValue / 1_000_000)"
    let logs = FileManager.default.temporaryDirectory.path + "/cygnet-bench-\(name)"
    let cluster = try await Cluster.up(
      name: name, evidence: logs,
      specification: DatabaseSpecification(kind: "etcd", hosts: hosts, settings: [:]),
      onDisk: onDisk, linger: .seconds(20), clock: clock)
    progress(
      "bench  \(hosts) members healthy after \(ExerciseRun.seconds(cluster.upNs))"
        + (onDisk ? "" : ", plain"))
    do {
      let value = try await body(cluster)
      await cluster.down()
      // The logs of a bench that went wrong stay, for its error points at them.
      try? FileManager.default.removeItem(atPath: logs)
      return value
    } catch {
      await cluster.down()
      progress("bench  the logs are in \(logs)")
      throw error
    }
  }

  private static func machine() -> BenchReport.Machine {
    func words(_ path: String) -> [Substring] {
      let data = FileManager.default.contents(atPath: path) ?? Data()
      return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    }
    return BenchReport.Machine(
      cores: ProcessInfo.processInfo.activeProcessorCount,
      kernel: words("/proc/sys/kernel/osrelease").first.map(String.init) ?? "unknown",
      loadBefore: words("/proc/loadavg").first.flatMap { Double($0) } ?? 0,
      cygnetVersion: ProjectVersion.text)
  }
}
