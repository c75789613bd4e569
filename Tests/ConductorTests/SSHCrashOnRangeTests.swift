import Faults
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// `make crash-sweep` runs 30 of each; the suite runs 2.
  @Suite(.serialized) struct SSHCrashOnRangeTests {
    enum Victim: String, CaseIterable, Sendable { case controller, connection, agent, reaper }

    static let runs =
      ProcessInfo.processInfo.environment["CYGNET_CRASH_RUNS"].flatMap { Int($0) } ?? 2
    static let lease = Nanoseconds.seconds(1)

    @Test(
      "kill -9 on the way to a machine or on it: the machine heals itself within lease + 2 s",
      .timeLimit(.minutes(30)))
    func crash() async throws {
      try await SSHRange.with("t-sshcrash") { range in
        var generator = SystemRandomNumberGenerator()
        for victim in Victim.allCases {
          var slowest = Nanoseconds.zero
          var healers: [String: Int] = [:]
          for number in 0..<Self.runs {
            let moment = Int.random(in: 0...400, using: &generator)
            let trial = try await run(victim, "\(victim)-\(number)", moment, on: range)
            slowest = max(slowest, trial.took)
            for by in trial.healedBy { healers[by, default: 0] += 1 }
          }
          let by = healers.sorted { $0.key < $1.key }.map { "\($0.value) by \($0.key)" }
          let text =
            "crash over ssh: \(victim.rawValue), \(Self.runs) runs, "
            + "healed \(by.joined(separator: ", ")), the slowest after \(slowest)\n"
          try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
        }
        let heal = try range.cygnet("heal", "--inventory", range.inventory("lab"))
        #expect(heal.output == "n1: healed nothing\nn2: healed nothing\nn3: healed nothing\n")
      }
    }

    private func run(
      _ victim: Victim, _ name: String, _ moment: Int, on range: SSHRange
    ) async throws -> (took: Nanoseconds, healedBy: [String]) {
      let fleet = try range.fleet()
      try await fleet.line.ask(.status)
      let link = Link(from: "n1", to: "n2")
      let cut = try range.cluster.compile("net.cut", as: name, links: [link])
      let faults = [
        (name, cut),
        (name + "-k", try range.cluster.compile("proc.kill", as: name + "-k", on: ["n2"])),
        (
          name + "-l",
          try range.cluster.compile(
            "net.delay", as: name + "-l", links: [Link(from: "n3", to: "n2")],
            ["delay": .duration(.milliseconds(20))])
        ),
        (name + "-p", try range.cluster.compile("proc.pause", as: name + "-p", on: ["n1"])),
      ]
      let victims = try await Self.processes(of: victim, on: range)
      try #require(!victims.pids.isEmpty, "no \(victim) to kill")
      let before = range.journal("n2").count
      async let exercise: Void = Self.exercise(fleet, faults)
      try await Task.sleep(for: .milliseconds(moment))
      _ = try await range.cluster.output(
        on: victims.host, ["kill", "-9"] + victims.pids.map(String.init))
      let start = MonotonicClock.now()
      _ = await exercise
      fleet.line.close()
      var trouble = ""
      repeat {
        trouble = try await Self.trouble(range)
        if trouble.isEmpty { break }
        try await Task.sleep(for: .milliseconds(20))
      } while MonotonicClock.now() - start < Self.lease + .seconds(2)
      let took = MonotonicClock.now() - start
      #expect(trouble.isEmpty, "\(name) at \(moment) ms, after \(took): \(trouble)")
      _ = await fleet.process.wait()
      let lines = range.journal("n2").dropFirst(before)
      #expect(lines.map(\.sequence) == Array(before..<before + lines.count))
      for word in ["remote-agent", "remote-reaper"] {
        // A replacement is under way for a moment.
        var count = 0
        for _ in 0..<100 where count != 1 {
          count = try await range.processes(on: "n2", word, range.state("n2")).count
          if count != 1 { try await Task.sleep(for: .milliseconds(20)) }
        }
        #expect(count == 1, "\(name): \(count) processes of \(word)")
      }
      return (took, lines.compactMap(\.by))
    }

    /// What a controller does; it ends in an error where its way was killed.
    private static func exercise(
      _ fleet: TestFleet, _ faults: [(name: String, fault: CompiledFault)]
    ) async {
      do {
        for (name, fault) in faults { try await fleet.inject(name, fault, lease: lease) }
        _ = try await fleet.sees(faults[0].fault.effect, within: .milliseconds(300))
        try await Task.sleep(for: .milliseconds(150))
        for (name, _) in faults { try await fleet.line.ask(.heal(fault: name)) }
      } catch {
        // The crash; what becomes of the machines is what is looked at.
      }
    }

    private static func processes(
      of victim: Victim, on range: SSHRange
    ) async throws -> (host: HostName, pids: [Int32]) {
      switch victim {
      case .controller: ("client", try await range.processes(on: "client", "fleet --inventory"))
      case .connection:
        ("client", try await range.processes(on: "client", "ssh ", range.state("n2")))
      case .agent: ("n2", try await range.processes(on: "n2", "remote-agent"))
      case .reaper: ("n2", try await range.processes(on: "n2", "remote-reaper"))
      }
    }

    /// What is still wrong on any machine, seen from outside of all agents; empty if nothing.
    private static func trouble(_ range: SSHRange) async throws -> String {
      var words: [String] = []
      for machine in range.machines {
        let held = Journal.held(in: range.journal(machine)).map(\.fault)
        if !held.isEmpty { words.append("\(machine) owes \(held)") }
        let rules = try await range.cluster.output(on: machine, ["nft", "list", "tables"])
        if rules.contains("cygnet") { words.append("\(machine) has \(rules)") }
        let states = try await range.cluster.output(on: machine, ["ps", "-eo", "stat=,comm="])
          .split(separator: "\n").filter { $0.hasSuffix(" etcd") }
        if states.isEmpty { words.append("no etcd on \(machine)") }
        if states.contains(where: { $0.hasPrefix("T") }) {
          words.append("etcd on \(machine) is stopped")
        }
      }
      return words.joined(separator: ", ")
    }
  }
}
