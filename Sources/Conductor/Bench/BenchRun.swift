import Databases
import Faults
import Foundation
import MissionLanguage
package import Vocabulary

/// One whole bench: every fault, the cost of the pass-through, the time until a range is healthy.
///
/// Effect: ranges of its own, one at a time, each taken down again.
/// Units:  every figure is of this machine as busy as it was.
package struct BenchRun: Sendable {
  /// How often each fault is injected and healed; what restarts a member at most 5 times.
  package var repeats: Int
  /// On how many hosts; more than `Cluster`'s most are without databases and disks.
  package var sizes: [Int]
  /// A kind or an area, such as `net`; nil is all.
  package var only: String?
  /// How many runs on the pass-through, each with one beside it without.
  package var pairs: Int
  /// How long the writers write in each.
  package var span: Nanoseconds
  /// What this machine can do.
  package var capabilities: Set<Capability>
  /// CLOCK_MONOTONIC.
  package var clock: @Sendable () -> Nanoseconds
  /// Lines for people.
  package var progress: @Sendable (String) -> Void

  /// A bench to be run.
  package init(
    repeats: Int, sizes: [Int], only: String?, pairs: Int, span: Nanoseconds,
    capabilities: Set<Capability>, clock: @escaping @Sendable () -> Nanoseconds,
    progress: @escaping @Sendable (String) -> Void
  ) {
    self.repeats = repeats
    self.sizes = sizes
    self.only = only
    self.pairs = pairs
    self.span = span
    self.capabilities = capabilities
    self.clock = clock
    self.progress = progress
  }

  /// The most hosts that get a database and a disk.
  private static let mostMembers = 9

  /// What one size gave.
  private struct Found: Sendable {
    var figures: [FaultFigures] = []
    var missing: [BenchReport.Missing] = []
    var healEverything: LatencyFigures?
    var upNs: Nanoseconds?
  }

  /// Measures everything; takes some minutes with the usual numbers.
  package func perform() async throws -> BenchReport {
    let machine = BenchReport.Machine.here()
    var found: [Found] = []
    for size in sizes {
      if size > Self.mostMembers {
        found.append(
          try await bare(size, cases.filter(BenchCases.isBare), hasDisks: false))
      } else {
        found.append(try await members(size))
        let ofDisks = cases.filter(BenchCases.isOfDisks)
        if !ofDisks.isEmpty { found.append(try await bare(size, ofDisks, hasDisks: true)) }
      }
    }
    let (passThrough, ups) = try await passThrough()
    return BenchReport(
      machine: machine, faults: found.flatMap(\.figures), missing: found.flatMap(\.missing),
      healEverything: found.compactMap(\.healEverything).first,
      rangeUp: LatencyFigures(of: found.compactMap(\.upNs) + ups), passThrough: passThrough)
  }

  private var cases: [BenchCase] {
    BenchCases.all().filter { one in
      only.map { one.kind == $0 || one.kind.hasPrefix($0 + ".") } ?? true
    }
  }

  private func members(_ hosts: Int) async throws -> Found {
    try await onRange(hosts: hosts, onDisk: true) { cluster in
      let bench = FaultBench(
        connection: cluster.connection,
        facts: ClusterFacts(addresses: cluster.layout.addresses), capabilities: capabilities,
        clock: clock)
      var found = await faults(cases.filter { !BenchCases.isOfDisks($0) }, hosts, bench)
      found.upNs = hosts == 3 ? cluster.upNs : nil
      if hosts == 5, only == nil {
        progress("bench  heal everything on 5 hosts, \(repeats) times")
        do {
          found.healEverything = try await bench.healEverything(repeats: repeats)
        } catch let errors as MissionErrors {
          progress("bench  not measured, for not everything can be tried here: \(errors)")
        }
      }
      return found
    }
  }

  private func bare(_ hosts: Int, _ cases: [BenchCase], hasDisks: Bool) async throws -> Found {
    let name = "b\(ProcessInfo.processInfo.processIdentifier)-bare\(hosts)"
    let logs = FileManager.default.temporaryDirectory.path + "/cygnet-bench-\(name)"
    let start = clock()
    let range = try await BareRange.up(name: name, evidence: logs, hosts: hosts, hasDisks: hasDisks)
    progress("bench  \(hosts) bare hosts after \(ExerciseRun.seconds(clock() - start))")
    let bench = FaultBench(
      connection: range.connection, facts: range.facts, capabilities: capabilities, clock: clock)
    let found = await faults(cases, hosts, bench)
    await range.down()
    if found.missing.allSatisfy({ !$0.isUnproved }) {
      try? FileManager.default.removeItem(atPath: logs)
    }
    return found
  }

  private func faults(_ cases: [BenchCase], _ hosts: Int, _ bench: FaultBench) async -> Found {
    var found = Found()
    for one in cases {
      let count = one.repeats(repeats, hosts: hosts)
      let name = "\(one.title(hosts: hosts)) on \(hosts) hosts"
      progress("bench  \(name), \(count) times")
      switch await bench.run(one, repeats: count) {
      case .measured(let figures): found.figures.append(figures)
      case .notHere(let reason):
        found.missing.append(.init(name: name, reason: reason, isUnproved: false))
      case .unproved(let reason):
        progress("bench  NOT PROVED: \(reason)")
        found.missing.append(.init(name: name, reason: reason, isUnproved: true))
      }
    }
    return found
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
}
