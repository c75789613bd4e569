import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// The lines of a pre-flight about machines, over real sshds.
  @Suite(.serialized) struct SSHMachinesOnRangeTests {
    private static func mission(_ step: String, mechanism: String) -> String {
      TestRange.mission(steps: "  - \(step)", mechanism: mechanism)
    }

    @Test(
      "Identity, steps and clocks of the machines are looked at, and each wrong one is named",
      .timeLimit(.minutes(3)))
    func machines() async throws {
      try await SSHRange.with("t-machines") { range in
        let pause = "{inject: proc.pause, on: one, at: 1s, for: 2s, as: still}"
        try range.write("trial.yaml", Self.mission(pause, mechanism: "proc.pause"))
        try range.writeInventory("live", isProduction: true)
        let good = try look(range, "live")
        #expect(good.status == .exited(0), "\(good)")
        #expect(good.output.components(separatedBy: "go    machine").count == 4, "\(good.output)")
        #expect(good.output.contains("n1, n2, n3: the agents answer, cluster "))
        #expect(good.output.contains("go to its range, never to them; production: two persons"))
        #expect(good.output.contains("1 of 1 steps could run there"))
        #expect(good.output.contains("worst offset "))
        #expect(range.machines.allSatisfy { range.journal($0).isEmpty }, "nothing was armed")

        try range.writeInventory("other", identity: "cdf818194e3a8c32")
        let other = try look(range, "other")
        #expect(other.status == .exited(1))
        #expect(other.output.contains("NO GO machines"), "\(other.output)")
        #expect(other.output.contains("it is cluster "))

        try range.writeInventory("away", addresses: ["n3": "10.87.0.77"])
        let away = try look(range, "away")
        #expect(away.status == .exited(1))
        #expect(away.output.contains("cannot reach n3 (10.87.0.77)"), "\(away.output)")

        let restart = "{operate: operator.restart, on: one, at: 1s, as: again}"
        try range.write("trial.yaml", Self.mission(restart, mechanism: "operator.restart"))
        let refused = try look(range, "lab")
        #expect(refused.status == .exited(1), "\(refused)")
        #expect(refused.output.contains("NO GO machine-kinds"), "\(refused.output)")
        #expect(refused.output.contains("a range can be thrown away afterwards, a machine cannot"))
      }
    }

    private func look(_ range: SSHRange, _ name: String) throws -> Command {
      try range.cygnet(
        "range", "doctor", "--inventory", range.inventory(name), "--mission",
        "\(range.folder)/trial.yaml")
    }
  }
}
