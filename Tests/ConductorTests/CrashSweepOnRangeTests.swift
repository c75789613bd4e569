import Faults
import Foundation
import LinuxHost
import Ranges
import Testing
import Vocabulary

@testable import Conductor

extension OnRangeTests {
  /// `make crash-sweep` runs 30 of each, 270 in all with those over SSH; the suite runs 4.
  @Suite(.serialized) struct CrashSweepOnRangeTests {
    private static let runs =
      ProcessInfo.processInfo.environment["CYGNET_CRASH_RUNS"].flatMap { Int($0) } ?? 4
    private static let atOnce = 4

    @Test(
      "kill -9 at a random moment leaves no fault, no process and readable evidence",
      .timeLimit(.minutes(40)), arguments: CrashTrial.Victim.swept)
    func crash(_ victim: CrashTrial.Victim) async {
      await sweep(victim, count: Self.runs)
    }

    @Test("Ctrl-C heals, takes the range down and leaves an invalid run", .timeLimit(.minutes(2)))
    func interruption() async { await sweep(.person, count: 1) }

    @Test(
      "A fault that is said to be healed and is not is seen by the sweep", .timeLimit(.minutes(1)),
      arguments: [true, false])
    func sabotage(_ isSabotaged: Bool) async throws {
      try await TestRange.with("t-sabotage-\(isSabotaged ? 1 : 0)") { cluster in
        let step = PlannedStep(
          name: "slow", verb: .inject, kind: "disk.slow", start: .at(.zero), lifeNs: .seconds(1),
          hosts: ["n2"], links: [], parameters: ["fsync": .duration(.seconds(1))], cure: nil)
        var fault = try cluster.compile(
          step.kind, as: "slow", on: step.hosts, step.parameters)
        if isSabotaged { fault.undo = [.deleteTable(host: "n2", table: "cygnet_no_such_table")] }
        try await cluster.inject("slow", fault, lease: .seconds(1))
        let deadline = MonotonicClock.now() + .seconds(5)
        while !cluster.sandbox.journalledFaults.isEmpty, MonotonicClock.now() < deadline {
          try await Task.sleep(for: .milliseconds(20))
        }
        #expect(cluster.sandbox.journalledFaults.isEmpty)
        let left = try await CrashEffects.left(of: [step], on: cluster.connection)
        #expect(left.isEmpty != isSabotaged, "\(left)")
      }
    }

    private func sweep(_ victim: CrashTrial.Victim, count: Int) async {
      _ = TestRange.binary
      let findings = await withTaskGroup(of: CrashTrial.Finding.self) { group in
        var findings: [CrashTrial.Finding] = []
        for number in 0..<count {
          if number >= Self.atOnce, let one = await group.next() { findings.append(one) }
          group.addTask { await CrashTrial(victim: victim, number: number).run() }
        }
        for await one in group { findings.append(one) }
        return findings
      }
      for complaint in findings.flatMap(\.complaints) { Issue.record("\(complaint)") }
      report(victim, findings)
      TestRange.removeEmptyFolders()
    }

    /// The line that `make crash-sweep` is for.
    private func report(_ victim: CrashTrial.Victim, _ findings: [CrashTrial.Finding]) {
      let held = findings.filter { $0.held > 0 }
      let slowest = held.map(\.healed).max() ?? .zero
      let whole = findings.count { $0.complaints.isEmpty }
      let text =
        "crash: \(victim.rawValue), \(whole) of \(findings.count) whole; "
        + "\(held.count) with faults held, the slowest healed after "
        + "\(Int(slowest.inMilliseconds.rounded())) ms\n"
      try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
  }
}
