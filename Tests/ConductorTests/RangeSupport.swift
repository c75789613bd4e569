import Databases
import Evidence
import Faults
import Foundation
import LinuxHost
import MissionLanguage
import Ranges
import Testing
import Vocabulary

@testable import Conductor

/// Everything that needs a real range, one after the other: ranges share one kernel and two cores.
@Suite(.serialized) enum OnRangeTests {}

/// Real ranges for tests, each removed by its own record whatever the test did.
enum TestRange {
  /// The cygnet that was built beside the tests, named for every sandbox that this process starts.
  static let binary: String = {
    let path = ProcessInfo.processInfo.environment["CYGNET_BINARY"] ?? built() ?? "cygnet"
    setenv("CYGNET_BINARY", path, 1)
    // A registry of its own: `cygnet heal` in a test must not find the ranges of other people.
    // It stays as long as the process: tests beside this one write their own files there.
    mkdir(folder, 0o700)
    atexit { rmdir(TestRange.folder) }
    setenv("TMPDIR", folder, 1)
    return path
  }()

  /// Where this process keeps ranges and run folders; short, for sockets lie in it.
  static let folder = FileManager.default.temporaryDirectory.path + "/cygnet-tests-\(getpid())"

  private static func built() -> String? {
    let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let bundles = CommandLine.arguments.filter { $0.contains(".xctest") } + [own ?? ""]
    for bundle in bundles {
      var place = URL(fileURLWithPath: bundle)
      while place.path.count > 1 {
        place.deleteLastPathComponent()
        let candidate = place.appendingPathComponent("cygnet").path
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
          !isFolder.boolValue
        {
          return candidate
        }
      }
    }
    return nil
  }

  /// Runs the body on a cluster of its own and takes it down, also when the body throws.
  static func with(
    _ name: String, kind: String = "etcd", hosts: Int = 3, settings: [String: String] = [:],
    monitoring: Nanoseconds? = nil, hasOps: Bool = false, leader: HostName? = nil,
    _ body: (Cluster) async throws -> Void
  ) async throws {
    _ = binary
    let evidence = folder + "/" + name + ".run"
    defer {
      try? FileManager.default.removeItem(atPath: evidence)
      removeEmptyFolders()
    }
    let cluster = try await Cluster.up(
      name: name, evidence: evidence,
      specification: DatabaseSpecification(kind: kind, hosts: hosts, settings: settings),
      monitoring: monitoring, hasOps: hasOps, leader: leader,
      linger: .seconds(20), clock: { MonotonicClock.now() })
    do {
      try await body(cluster)
    } catch {
      await cluster.down()
      throw error
    }
    await cluster.down()
    #expect(RangeRegistry.find(name) == nil)
    #expect(!FileManager.default.fileExists(atPath: cluster.sandbox.record.places.scratch))
  }

  /// Removes the registry of this process where nothing of a failed test lies in it.
  static func removeEmptyFolders() { rmdir(folder + "/cygnet-\(geteuid())") }

  /// The plan of a mission text, on whatever this machine can do.
  static func plan(_ text: String, seed: UInt64 = 1) throws -> Plan {
    let catalogue = Catalogue(
      signatures: FaultCatalogue.all.map(\.signature), notYet: FaultCatalogue.notYet)
    let mission = try MissionParser.parse(text, file: "trial.yaml", catalogue: catalogue).get()
    let capabilities = Capabilities.probe().filter(\.isUsable).compactMap(\.capability)
    return try PlanResolver.resolve(
      mission, missionSha256: Digest.sha256(text), seed: seed,
      topology: Topology(
        hosts: Cluster.hosts(mission.database.hosts), capabilities: Set(capabilities)),
      mode: .rehearsal, catalogue: catalogue, file: "trial.yaml"
    ).get()
  }

  /// A short mission with these steps; the load is light, for the tests are about faults.
  static func mission(steps: String, mechanism: String, window: Int = 12) -> String {
    """
    mission: trial
    title: Faults for the tests of the machinery
    from: [seed]
    family: process-loss
    difficulty: 1
    database: {kind: etcd, hosts: 3}
    workload: {kind: register, clients: 4, keys: 20, rate: 200/s}
    claims: [linearizable, no-acknowledged-loss]
    hypothesis: Nothing of this is about the database.
    objective: unavailability
    targets: {head: leader, one: follower, two: other follower}
    steps:
    \(steps)
    blue:
      told: "You are on call."
      signatures: [RedundancyLost, WriteUnavailable]
      truth: {mechanism: \(mechanism), location: one}
      responses: {preferred: [wait], acceptable: [restart one], harmful: [force-new-cluster]}
      contained: write-success >= 99% and redundancy >= 1
    budget:
      rehearsal: {detect: 2s, sla: 6s, hold: 2s, window: \(window)s}
    limits: {stop-when: [], lease: 2s}
    monitoring: {source: built-in}
    ablate: {subsets: singles, repeats: 1}

    """
  }
}

extension Cluster {
  /// Runs the body and expects that no host differs afterwards from what it was before.
  ///
  /// A wait of some seconds is granted: what a database does after a heal takes its time.
  func expectUnchanged(
    within limit: Nanoseconds = .seconds(5), _ body: () async throws -> Void
  ) async throws {
    let before = try await connection.snapshots()
    try await body()
    let deadline = MonotonicClock.now() + limit
    var residue = try await connection.residue(since: before)
    while !residue.isEmpty, MonotonicClock.now() < deadline {
      try await Task.sleep(for: .milliseconds(100))
      residue = try await connection.residue(since: before)
    }
    #expect(residue == [:])
  }

  /// What faults must leave as they found it, one text a host: rules, disk, processes.
  func snapshot() async throws -> [HostName: String] {
    var texts: [HostName: String] = [:]
    for host in layout.addresses.keys {
      let rules = try await output(on: host, ["nft", "list", "ruleset"])
      let processes = try await output(on: host, ["ps", "-eo", "stat=,comm="])
      let kept = processes.split(separator: "\n").map { line -> String in
        let words = line.split(separator: " ")
        return "\(words[1])\(words[0].hasPrefix("T") ? " stopped" : "")"
      }
      let disk = try DiskControl(path: sandbox.record.places.diskControl(host)).read()
      texts[host] = "\(rules)\n\(disk.setting)\n\(kept.sorted())"
    }
    return texts
  }

  /// What a command prints on a host.
  func output(on host: HostName, _ command: [String]) async throws -> String {
    let answer = try await connection.ask(
      .run(host: host, arguments: command, limitNs: .seconds(10)))
    guard case .ran(0, let output, _, _, _) = answer else {
      throw RangeError("\(command) failed on \(host): \(answer)", hint: "see the test")
    }
    return output
  }

  /// Whether all probes see what they expect within the limit.
  func sees(
    _ probes: [HostProbe], within limit: Nanoseconds
  ) async throws -> (seen: Bool, text: String) {
    guard
      case .proved(let result) = try await connection.ask(.prove(probes: probes, limitNs: limit))
    else { return (false, "no answer") }
    return (result.seen, result.text)
  }

  /// Arms and injects a compiled fault.
  func inject(_ name: String, _ fault: CompiledFault, lease: Nanoseconds) async throws {
    try await connection.ask(
      .inject(fault: name, actions: fault.actions, undo: fault.undo, leaseNs: lease))
  }

  /// A step compiled by the catalogue for this cluster.
  func compile(
    _ kind: String, as name: String = "trial", on hosts: [HostName] = [], links: [Link] = [],
    _ parameters: [String: ParameterValue] = [:], verb: PlannedStep.Verb = .inject,
    facts: ClusterFacts? = nil
  ) throws -> CompiledFault {
    let step = PlannedStep(
      name: StepName(rawValue: name), verb: verb, kind: kind, start: .at(.zero), lifeNs: nil,
      hosts: hosts.isEmpty ? Set(links.flatMap { [$0.from, $0.to] }).sorted() : hosts,
      links: links, parameters: parameters, cure: nil)
    var usual = ClusterFacts(addresses: layout.addresses)
    usual.monitoring = monitoring
    return try #require(FaultCatalogue.compile(step, on: facts ?? usual))
  }
}
