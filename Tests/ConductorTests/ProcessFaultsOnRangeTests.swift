import Faults
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  @Suite(.serialized) struct ProcessFaultsOnRangeTests {
    /// Two faults on one host, with what a probe must see while only the other one is held.
    struct Overlap: Sendable, CustomTestStringConvertible {
      var first: String
      var second: String
      var parameters: [[String: ParameterValue]] = [[:], [:]]
      var testDescription: String { "\(first) and \(second)" }
    }

    static let overlaps = [
      Overlap(first: "proc.pause", second: "proc.pause"),
      Overlap(first: "proc.pause", second: "proc.kill"),
      Overlap(first: "proc.kill", second: "proc.kill"),
      Overlap(
        first: "proc.cpu", second: "proc.cpu",
        parameters: [["processors": .number(0.2)], ["processors": .number(0.5)]]),
      Overlap(
        first: "proc.memory", second: "proc.memory",
        parameters: [["bytes": .bytes(128_000_000)], ["bytes": .bytes(200_000_000)]]),
      Overlap(
        first: "proc.files", second: "proc.files",
        parameters: [["open": .number(60)], ["open": .number(90)]]),
      Overlap(
        first: "proc.cpu", second: "proc.files",
        parameters: [["processors": .number(0.3)], ["open": .number(90)]]),
    ]

    @Test(
      "Of two faults on one host each can be healed first, and the other one stays",
      .timeLimit(.minutes(2)), arguments: overlaps)
    func overlapLong(_ overlap: Overlap) async throws {
      let name = "t-ov-" + overlap.testDescription.filter(\.isLetter).suffix(9)
      try await TestRange.with(name) { cluster in
        let first = try cluster.compile(
          overlap.first, as: "first", on: ["n2"], overlap.parameters[0])
        let second = try cluster.compile(
          overlap.second, as: "second", on: ["n2"], overlap.parameters[1])
        let pairs = [("first", first, "second", second), ("second", second, "first", first)]
        for (early, earlyFault, late, lateFault) in pairs {
          try await cluster.expectUnchanged {
            try await cluster.inject("first", first, lease: .seconds(60))
            try await cluster.inject("second", second, lease: .seconds(60))
            try await cluster.connection.ask(.heal(fault: early))
            let released = try await cluster.sees(earlyFault.healed, within: .seconds(10))
            #expect(released.seen, "\(early) healed first: \(released.text)")
            // A pause that outlives a kill is one of the process that was started then.
            let held = try await cluster.sees(lateFault.effect, within: .seconds(5))
            #expect(held.seen, "\(late) while \(early) is healed: \(held.text)")
            let isHeld = try await cluster.sees(lateFault.healed, within: .milliseconds(200))
            #expect(!isHeld.seen, "\(late) is held: \(isHeld.text)")
            try await cluster.connection.ask(.heal(fault: late))
            let healed = try await cluster.sees(lateFault.healed, within: .seconds(15))
            #expect(healed.seen, "\(late) healed last: \(healed.text)")
          }
        }
      }
    }

    /// Limits that a database must meet again when it is started while they are held.
    static let limits: [(kind: String, parameters: [String: ParameterValue])] = [
      ("proc.cpu", ["processors": .number(0.3)]),
      ("proc.memory", ["bytes": .bytes(128_000_000)]),
      ("proc.files", ["open": .number(256)]),
    ]

    @Test(
      "A database that is started while a limit is held is limited as well",
      .timeLimit(.minutes(1)), arguments: limits)
    func restart(_ limit: (kind: String, parameters: [String: ParameterValue])) async throws {
      try await TestRange.with("t-re-\(limit.kind.filter(\.isLetter))") { cluster in
        let fault = try cluster.compile(limit.kind, on: ["n2"], limit.parameters)
        try await cluster.expectUnchanged {
          try await cluster.inject("trial", fault, lease: .seconds(60))
          try await cluster.connection.ask(
            .perform(actions: [
              .killDatabase(host: "n2"), .startDatabase(host: "n2", extraArguments: []),
            ]))
          let effect = try await cluster.sees(
            fault.effect + [.database(host: "n2", state: .serving)], within: .seconds(15))
          #expect(effect.seen, "\(effect.text)")
          // A Go program raises its own limit of files as it starts; that must not last.
          try await Task.sleep(for: .milliseconds(500))
          let later = try await cluster.sees(fault.effect, within: .seconds(2))
          #expect(later.seen, "\(later.text)")
          try await cluster.connection.ask(.heal(fault: "trial"))
          let healed = try await cluster.sees(fault.healed, within: .seconds(10))
          #expect(healed.seen, "\(healed.text)")
        }
      }
    }

    @Test("A snapshot names what every held fault changed", .timeLimit(.minutes(3)))
    func snapshotsSee() async throws {
      try await TestRange.with("t-snap") { cluster in
        let before = try await cluster.connection.snapshots()
        #expect(before.count == 4)
        #expect(try await cluster.connection.residue(since: before) == [:])
        for trial in FaultsOnRangeTests.trials where trial.verb == .inject {
          let fault = try cluster.compile(
            trial.kind, on: trial.hosts, links: trial.links, trial.parameters)
          try await cluster.expectUnchanged(within: .seconds(15)) {
            try await cluster.inject("trial", fault, lease: .seconds(60))
            let held = try await cluster.connection.residue(since: before)
            #expect(held["n2"]?.isEmpty == false, "\(trial.kind) leaves no trace while it is held")
            #expect(held.count <= 1, "\(trial.kind) touches other hosts: \(held)")
            try await cluster.connection.ask(.heal(fault: "trial"))
            _ = try await cluster.sees(fault.healed, within: .seconds(15))
          }
        }
      }
    }

    @Test(
      "Processes that lead sessions of their own belong to the database, commands of ours do not",
      .timeLimit(.minutes(1)))
    func everyProcess() async throws {
      try await TestRange.with("t-procs") { cluster in
        let connection = cluster.connection
        // A back-end with a session of its own, and a daemon whose parent is gone.
        let script = "setsid sleep 61 & (setsid sleep 62 &) ; exec sleep 63"
        try await connection.ask(
          .defineService(
            host: "n3",
            service: ServiceCommand(
              executable: "/bin/sh", arguments: ["-c", script], environment: [:],
              readiness: .init(port: 1, question: "", answer: ""))))
        try await connection.ask(
          .perform(actions: [
            .killDatabase(host: "n3"), .startDatabase(host: "n3", extraArguments: []),
          ]))
        let running = try await cluster.sees(
          [.database(host: "n3", state: .running)], within: .seconds(5))
        #expect(running.text.contains("3 processes"), "\(running.text)")
        let pause = try cluster.compile("proc.pause", as: "pause", on: ["n3"])
        try await cluster.inject("pause", pause, lease: .seconds(30))
        let states = try await cluster.output(on: "n3", ["ps", "-eo", "stat=,args="])
        let stopped = states.split(separator: "\n").filter { $0.hasPrefix("T") }
        #expect(stopped.count == 3 && stopped.allSatisfy { $0.contains("sleep 6") }, "\(states)")
        try await connection.ask(.heal(fault: "pause"))
        let healed = try await cluster.sees(
          [.database(host: "n3", state: .running)], within: .seconds(2))
        #expect(healed.seen, "\(healed.text)")
        try await connection.ask(.perform(actions: [.killDatabase(host: "n3")]))
        let left = try await cluster.output(on: "n3", ["ps", "-eo", "args="])
        #expect(!left.contains("sleep 6"), "\(left)")
      }
    }
  }
}
