import Faults
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  @Suite(.serialized) struct LeaseOnRangeTests {
    @Test("A fault whose lease is not renewed is healed by the agent", .timeLimit(.minutes(1)))
    func lease() async throws {
      try await TestRange.with("t-lease") { cluster in
        let fault = try cluster.compile("proc.pause", on: ["n3"])
        try await cluster.inject("trial", fault, lease: .seconds(1))
        let effect = try await cluster.sees(fault.effect, within: fault.proofLimitNs)
        #expect(effect.seen, "\(effect.text)")
        let journal = cluster.sandbox.record.places.journal
        let deadline = MonotonicClock.now() + .seconds(5)
        while cluster.sandbox.journalledFaults == ["trial"], MonotonicClock.now() < deadline {
          try await Task.sleep(for: .milliseconds(20))
        }
        let lines = Journal.read(path: journal)
        let armed = try #require(lines.first { $0.state == .armed })
        let healed = try #require(lines.first { $0.state == .healed })
        #expect(healed.by == "lease")
        #expect(healed.timeNs - armed.timeNs >= .seconds(1))
        #expect(healed.timeNs - armed.timeNs <= .seconds(3))
        let gone = try await cluster.sees(fault.healed, within: .seconds(1))
        #expect(gone.seen, "\(gone.text)")
      }
    }

    @Test("A fault that is renewed outlives its lease", .timeLimit(.minutes(1)))
    func renewal() async throws {
      try await TestRange.with("t-renewal") { cluster in
        let fault = try cluster.compile("proc.pause", on: ["n3"])
        try await cluster.inject("trial", fault, lease: .seconds(2))
        for _ in 0..<10 {
          try await Task.sleep(for: .milliseconds(300))
          try await cluster.connection.ask(.renew)
        }
        let still = try await cluster.sees(fault.effect, within: .seconds(1))
        #expect(still.seen, "\(still.text)")
      }
    }

    @Test("cygnet heal undoes what a range still holds", .timeLimit(.minutes(1)))
    func heal() async throws {
      try await TestRange.with("t-heal") { cluster in
        let fault = try cluster.compile("disk.slow", on: ["n3"], ["fsync": .duration(.seconds(1))])
        try await cluster.inject("trial", fault, lease: .seconds(60))
        let command = try Command.run(TestRange.binary, ["heal", "--json"])
        #expect(command.status == .exited(0), "\(command.error)")
        #expect(command.output.contains(#""healed":["trial"]"#), "\(command.output)")
        let gone = try await cluster.sees(fault.healed, within: .seconds(3))
        #expect(gone.seen, "\(gone.text)")
        #expect(cluster.sandbox.journalledFaults.isEmpty)
        let again = try Command.run(TestRange.binary, ["heal"])
        #expect(again.output == "t-heal: healed nothing\n")
      }
    }

    @Test("cygnet heal removes what is left of a range that is dead", .timeLimit(.minutes(1)))
    func healDead() async throws {
      try await TestRange.with("t-dead") { cluster in
        let fault = try cluster.compile("proc.pause", on: ["n3"])
        try await cluster.inject("trial", fault, lease: .seconds(60))
        let sandbox = cluster.sandbox
        kill(sandbox.record.pid, SIGKILL)
        while sandbox.isAlive { try await Task.sleep(for: .milliseconds(20)) }
        #expect(sandbox.journalledFaults == ["trial"])
        let command = try Command.run(TestRange.binary, ["heal"])
        #expect(command.status == .exited(0), "\(command.error)")
        #expect(command.output == "t-dead: was dead and is removed, with it trial\n")
        #expect(sandbox.journalledFaults.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: sandbox.record.places.scratch))
      }
    }
  }
}
