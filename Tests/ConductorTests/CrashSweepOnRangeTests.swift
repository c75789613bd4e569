import Foundation
import Testing
import Vocabulary

extension OnRangeTests {
  /// `make crash-sweep` runs 30 of each; the suite runs 3.
  @Suite(.serialized) struct CrashSweepOnRangeTests {
    private static let runs =
      ProcessInfo.processInfo.environment["CYGNET_CRASH_RUNS"].flatMap { Int($0) } ?? 3
    private static let atOnce = 4

    @Test(
      "kill -9 at a random moment leaves no fault, no process and readable evidence",
      .timeLimit(.minutes(30)), arguments: [CrashTrial.Victim.controller, .agent, .driver])
    func crash(_ victim: CrashTrial.Victim) async {
      await sweep(victim, count: Self.runs)
    }

    @Test("Ctrl-C heals, takes the range down and leaves an invalid run", .timeLimit(.minutes(2)))
    func interruption() async { await sweep(.person, count: 1) }

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
        + "\(held.count) with faults held, the slowest healed after \(slowest)\n"
      try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
  }
}
