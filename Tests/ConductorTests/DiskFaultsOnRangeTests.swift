import Faults
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  @Suite(.serialized) struct DiskFaultsOnRangeTests {
    /// A disk fault that leaves the database alone: it acts on a file that etcd keeps in reserve.
    struct Case: Sendable {
      var name: String
      var kind: String
      var parameters: [String: ParameterValue]
    }

    private static func text(_ words: String) -> ParameterValue { .text(words) }
    private static let spare: ParameterValue = .text("*/wal/*.tmp")

    /// One of each kind, then other forms of some.
    static let cases: [Case] = [
      Case(
        name: "slow", kind: "disk.slow",
        parameters: ["fsync": .duration(.milliseconds(120)), "files": spare]),
      Case(
        name: "error", kind: "disk.error",
        parameters: ["calls": text("write, fsync, mkdir"), "files": spare]),
      Case(name: "full", kind: "disk.full", parameters: ["leave": .bytes(8_000_000)]),
      Case(
        name: "stall", kind: "disk.stall",
        parameters: ["calls": text("fsync, rename"), "files": spare]),
      Case(name: "loss", kind: "disk.lost-fsync", parameters: ["files": spare]),
      Case(name: "torn", kind: "disk.torn-write", parameters: ["files": spare]),
      Case(name: "rot", kind: "disk.bit-rot", parameters: ["ratio": .ratio(0.5), "files": spare]),
    ]

    static let forms: [Case] = [
      Case(
        name: "slow-each", kind: "disk.slow",
        parameters: [
          "read": .duration(.milliseconds(40)), "write": .duration(.milliseconds(30)),
          "files": spare,
        ]),
      Case(
        name: "slow-spread", kind: "disk.slow",
        parameters: [
          "write": .duration(.milliseconds(60)), "jitter": .duration(.milliseconds(40)),
          "distribution": text("pareto"), "files": spare,
        ]),
      Case(
        name: "error-some", kind: "disk.error",
        parameters: ["calls": text("write"), "ratio": .ratio(0.2), "files": spare]),
      Case(
        name: "error-thrice", kind: "disk.error",
        parameters: [
          "calls": text("create"), "error": text("EROFS"), "times": .number(3), "files": spare,
        ]),
      Case(
        name: "lying", kind: "disk.lost-fsync",
        parameters: ["mode": text("lying"), "files": spare]),
      Case(
        name: "torn-at", kind: "disk.torn-write", parameters: ["at": .bytes(700), "files": spare]),
    ]

    private static func compile(_ trial: Case, _ cluster: Cluster) throws -> CompiledFault {
      try cluster.compile(trial.kind, as: trial.name, on: ["n2"], trial.parameters)
    }

    private static func expect(
      _ probes: [HostProbe], seen: Bool, _ what: String, _ cluster: Cluster
    ) async throws {
      let result = try await cluster.sees(probes, within: seen ? .seconds(8) : .milliseconds(50))
      #expect(result.seen == seen, "\(what): \(result.text)")
    }

    @Test("Every form of every kind is seen, healed, and seen to be gone", .timeLimit(.minutes(2)))
    func forms() async throws {
      try await TestRange.with("t-disk-forms") { cluster in
        let snapshot = try await cluster.snapshot()
        for trial in Self.cases + Self.forms {
          let fault = try Self.compile(trial, cluster)
          try await Self.expect(fault.healed, seen: true, "\(trial.name) before", cluster)
          try await Self.expect(fault.effect, seen: false, "\(trial.name) before", cluster)
          try await cluster.inject(trial.name, fault, lease: .seconds(60))
          try await Self.expect(fault.effect, seen: true, "\(trial.name) held", cluster)
          try await Self.expect(fault.healed, seen: false, "\(trial.name) held", cluster)
          try await cluster.connection.ask(.heal(fault: trial.name))
          try await Self.expect(fault.healed, seen: true, "\(trial.name) healed", cluster)
          try await Self.expect(fault.effect, seen: false, "\(trial.name) healed", cluster)
          try await cluster.connection.ask(.perform(actions: fault.undo + fault.undo))
        }
        #expect(try await cluster.snapshot() == snapshot)
        #expect(
          try await cluster.output(on: "n2", ["ls", "-A", cluster.diskPath("n2")]) == "data\n")
      }
    }

    @Test(
      "All kinds at once are each seen, and healed one by one in both orders the others stay",
      .timeLimit(.minutes(2)), arguments: [false, true])
    func overlap(isReversed: Bool) async throws {
      try await TestRange.with("t-disk-all") { cluster in
        let snapshot = try await cluster.snapshot()
        var held = Self.cases
        for trial in held {
          try await cluster.inject(
            trial.name, try Self.compile(trial, cluster), lease: .seconds(60))
        }
        if isReversed { held.reverse() }
        while let trial = held.first {
          for other in held {
            try await Self.expect(
              try Self.compile(other, cluster).effect, seen: true, "\(other.name) held", cluster)
          }
          try await cluster.connection.ask(.heal(fault: trial.name))
          try await Self.expect(
            try Self.compile(trial, cluster).healed, seen: true, "\(trial.name) healed", cluster)
          held.removeFirst()
        }
        #expect(try await cluster.snapshot() == snapshot)
      }
    }

    @Test("A fault on files that are not there is not proved", .timeLimit(.minutes(1)))
    func nothingChosen() async throws {
      try await TestRange.with("t-disk-none", hosts: 1) { cluster in
        let fault = try cluster.compile(
          "disk.error", on: ["n1"], ["calls": .text("write"), "files": .text("*.no-such-file")])
        try await cluster.inject("trial", fault, lease: .seconds(60))
        let result = try await cluster.sees(fault.effect, within: .milliseconds(300))
        #expect(!result.seen && result.text.contains("0 files of n1 match"), "\(result.text)")
      }
    }
  }
}

extension Cluster {
  /// Where the disk of a host is mounted.
  func diskPath(_ host: HostName) -> String { sandbox.record.places.disk(host) }
}
