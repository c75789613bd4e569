import Databases
import Faults
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  @Suite(.serialized) struct ClockFaultsOnRangeTests {
    /// A compiled clock fault of that name on the host `a`.
    private func fault(
      _ kind: String, _ parameters: [String: ParameterValue], as name: String = "trial",
      on hosts: [HostName] = ["a"]
    ) throws -> CompiledFault {
      let step = PlannedStep(
        name: StepName(rawValue: name), verb: .inject, kind: kind, start: .at(.zero), lifeNs: nil,
        hosts: hosts, links: [], parameters: parameters, cure: nil)
      return try #require(FaultCatalogue.compile(step, on: ClusterFacts(addresses: [:])))
    }

    @discardableResult
    private func inject(
      _ fault: CompiledFault, as name: String = "trial", _ range: ServiceRange
    ) async throws -> String {
      try await range.connection.ask(
        .inject(fault: name, actions: fault.actions, undo: fault.undo, leaseNs: .seconds(60)))
      let effect = try await range.sees(fault.effect, within: fault.proofLimitNs)
      #expect(effect.seen, "\(name): \(effect.text)")
      return effect.text
    }

    private func heal(
      _ fault: CompiledFault, as name: String = "trial", _ range: ServiceRange
    ) async throws {
      try await range.connection.ask(.heal(fault: name))
      let healed = try await range.sees(fault.healed, within: fault.proofLimitNs)
      #expect(healed.seen, "\(name): \(healed.text)")
    }

    @Test(
      "Redis TIME sees a step, another Redis and the machine do not; a restart is stepped again",
      .timeLimit(.minutes(1)))
    func redis() async throws {
      try await ServiceRange.with(
        "t-clock-redis", ["a": ServiceRange.redis, "b": ServiceRange.redis]
      ) { range in
        let step = try fault("clock.step", ["offset": .duration(.seconds(-90))])
        let wall = WallClock.now() - MonotonicClock.now().rawValue
        #expect(abs(try await range.redisAhead(on: "a")) < 3)
        try await inject(step, range)
        #expect(abs(try await range.redisAhead(on: "a") + 90) < 3)
        #expect(abs(try await range.redisAhead(on: "b")) < 3)
        let restart: [HostAction] = [
          .killDatabase(host: "a"), .startDatabase(host: "a", extraArguments: []),
        ]
        try await range.connection.ask(.perform(actions: restart))
        let again = try await range.sees(
          [.database(host: "a", state: .serving)] + step.effect, within: .seconds(10))
        #expect(again.seen, "\(again.text)")
        #expect(abs(try await range.redisAhead(on: "a") + 90) < 3)
        try await heal(step, range)
        #expect(abs(try await range.redisAhead(on: "a")) < 3)
        try await range.connection.ask(.perform(actions: step.undo + step.undo))
        #expect(abs(try await range.redisAhead(on: "a")) < 3)
        let drifted = WallClock.now() - MonotonicClock.now().rawValue - wall
        #expect(abs(drifted) < 500_000_000, "the machine's own clock moved")
      }
    }

    @Test(
      "SQL now() sees a step in sessions that were open before it and in new ones",
      .timeLimit(.minutes(2)))
    func postgres() async throws {
      let prepare: @Sendable (ServiceRange) async throws -> Void = {
        try await $0.preparePostgres(on: "a")
      }
      try await ServiceRange.with(
        "t-clock-postgres", ["a": ServiceRange.postgres, "b": ServiceRange.redis],
        prepare: prepare
      ) { range in
        let step = try fault("clock.step", ["offset": .duration(.seconds(3600))])
        let questions = [
          "select extract(epoch from now())", "select pg_sleep(15)",
          "select extract(epoch from now())",
        ]
        let sessions = """
          for i in $(seq 20); do \(ServiceRange.psql(questions)) | xargs & done; wait
          """
        async let open = range.output(on: "a", ["sh", "-c", sessions])
        let count = "select count(*) from pg_stat_activity where query like $$%pg_sleep(%$$"
        for _ in 0..<100 {
          let sleeping = try await range.output(on: "a", ["sh", "-c", ServiceRange.psql([count])])
          // The question finds itself.
          if sleeping == "21\n" { break }
          try await Task.sleep(for: .milliseconds(50))
        }
        let text = try await inject(step, range)
        // Sessions, and the processes that PostgreSQL always has.
        #expect((Int(text.prefix { $0.isNumber }) ?? 0) >= 21, "\(text)")
        #expect(abs(try await range.postgresAhead(on: "a") - 3600) < 5)
        #expect(abs(try await range.redisAhead(on: "b")) < 3)
        let spans = try await open.split(separator: "\n").map { line -> Double in
          let numbers = line.split(separator: " ").compactMap { Double($0) }
          return (numbers.last ?? 0) - (numbers.first ?? 0)
        }
        #expect(spans.count == 20)
        #expect(spans.allSatisfy { (3610...3650).contains($0) }, "\(spans)")
        try await heal(step, range)
        #expect(abs(try await range.postgresAhead(on: "a")) < 5)
      }
    }

    @Test("Faults of one clock add, and are healed in either order", .timeLimit(.minutes(2)))
    func overlap() async throws {
      try await ServiceRange.with("t-clock-both", ["a": ServiceRange.redis]) { range in
        let step = try fault("clock.step", ["offset": .duration(.seconds(100))], as: "one")
        let drift = try fault("clock.drift", ["rate": .partsPerMillion(-20_000)], as: "two")
        let strobe = try fault(
          "clock.strobe",
          ["delta": .duration(.seconds(500)), "period": .duration(.milliseconds(100))],
          as: "three")
        let faults = ["one": step, "two": drift, "three": strobe]
        for order in [["one", "two", "three"], ["three", "one", "two"]] {
          for name in order { try await inject(try #require(faults[name]), as: name, range) }
          for name in order {
            let fault = try #require(faults[name])
            let effect = try await range.sees(fault.effect, within: fault.proofLimitNs)
            #expect(effect.seen, "\(name): \(effect.text)")
            let gone = try await range.sees(fault.healed, within: .milliseconds(300))
            #expect(!gone.seen, "\(name) seems healed: \(gone.text)")
            try await heal(fault, as: name, range)
          }
          #expect(abs(try await range.redisAhead(on: "a")) < 3)
        }
      }
    }

    @Test(
      "A victim that dies while it is shifted does not keep its fault from healing",
      .timeLimit(.minutes(1)))
    func dead() async throws {
      try await ServiceRange.with("t-clock-dead", ["a": ServiceRange.redis]) { range in
        let step = try fault("clock.step", ["offset": .duration(.seconds(-3600))])
        try await inject(step, range)
        try await range.connection.ask(.perform(actions: [.killDatabase(host: "a")]))
        let unseen = try await range.sees(step.effect, within: .milliseconds(100))
        #expect(!unseen.seen)
        try await heal(step, range)
      }
    }

    @Test(
      "etcd keeps a lease and its leader when every member's wall clock jumps by an hour",
      .timeLimit(.minutes(2)), arguments: [3600, -3600])
    func lease(seconds: Int) async throws {
      try await TestRange.with("t-clock-lease") { cluster in
        let hosts: [HostName] = ["n1", "n2", "n3"]
        let addresses = hosts.compactMap { cluster.layout.addresses[$0] }
        let ends = addresses.map { "http://\($0):2379" }.joined(separator: ",")
        func etcdctl(_ words: String) async throws -> String {
          try await cluster.output(
            on: "client", ["sh", "-c", "ETCDCTL_API=3 etcdctl --endpoints=\(ends) \(words)"])
        }
        func leader() async throws -> [Substring] {
          try await etcdctl("endpoint status -w simple").split(separator: "\n").map { line in
            let fields = line.split(separator: ",")
            return fields.count > 6 ? "\(fields[1])\(fields[4])\(fields[6])"[...] : line
          }
        }
        let granted = try await etcdctl("lease grant 20").split(separator: " ")
        let lease = try #require(granted.dropFirst().first)
        _ = try await etcdctl("put key value --lease=\(lease)")
        let before = try await leader()
        let step = try cluster.compile(
          "clock.step", on: hosts, ["offset": .duration(.seconds(seconds))])
        try await cluster.inject("trial", step, lease: .seconds(60))
        let effect = try await cluster.sees(step.effect, within: step.proofLimitNs)
        #expect(effect.seen, "\(effect.text)")
        try await Task.sleep(for: .seconds(3))
        let left = try await etcdctl("lease timetolive \(lease)")
        #expect(left.contains("remaining(1") || left.contains("remaining(9"), "\(left)")
        #expect(try await etcdctl("get key").contains("value"))
        #expect(try await leader() == before)
        try await cluster.connection.ask(.heal(fault: "trial"))
        let healed = try await cluster.sees(step.healed, within: step.proofLimitNs)
        #expect(healed.seen, "\(healed.text)")
        #expect(try await etcdctl("get key").contains("value"))
        #expect(try await leader() == before)
      }
    }
  }
}
