import ArgumentParser
import Conductor
import Faults
import LinuxHost
import Ranges
import Vocabulary

/// `cygnet range doctor --inventory`: whether each machine can be what the inventory says.
struct InventoryDoctor {
  let json: Bool

  private struct Report: Encodable {
    var host: HostName
    var isFit: Bool
    var findings: [Line]
    var refusedKinds: [String: String]
    var examination: HostExamination?
  }

  private struct Line: Encodable {
    var name: String
    var isGood: Bool
    var words: String
  }

  func run(_ inventory: Inventory) async throws {
    let outcomes = try await RemoteExamination.examine(inventory) { host throws(RangeError) in
      try Fleet.membership(of: host, in: inventory)
    }
    var isFit = true
    for (host, outcome) in zip(inventory.hosts, outcomes) {
      let report = Self.report(on: host, outcome, inventory)
      isFit = isFit && report.isFit
      print(json ? try CanonicalJSON.line(report) : Self.words(report))
    }
    if inventory.isProduction, !json {
      print("production: two people must agree: --approved-by A --approved-by B")
    }
    if !isFit { throw ExitCode(1) }
  }

  private static func report(
    on host: InventoryHost, _ outcome: RemoteExamination.Outcome, _ inventory: Inventory
  ) -> Report {
    var lines: [Line] = []
    func add(_ name: String, _ isGood: Bool, _ words: String) {
      lines.append(Line(name: name, isGood: isGood, words: words))
    }
    guard let seen = outcome.seen else {
      let words = outcome.trouble ?? "it gave no answer"
      add("agent", false, words)
      return Report(host: host.name, isFit: false, findings: lines, refusedKinds: [:])
    }
    add("ssh", true, "\(host.address):\(host.ssh.port)\(host.hasSudo ? ", with sudo" : "")")
    add("agent", true, outcome.isCopied == true ? "copied and runs" : "was there and runs")
    for finding in seen.findings where finding.capability == .nftables {
      add(finding.name, finding.isUsable, finding.reason)
    }
    if let count = seen.databaseProcesses {
      add(
        "database", count > 0,
        count == 0 ? "no process found" : "\(count) \(count == 1 ? "process" : "processes") found")
    }
    if let cluster = inventory.database, host.service != nil {
      let expected = (try? Fleet.membership(of: host, in: inventory))?.expectedIdentity
      let words = seen.identity.map { $0 == expected ? "cluster \($0)" : "it is cluster \($0)" }
      let isRight = seen.identity != nil && seen.identity == expected
      let trouble = seen.identityTrouble ?? "the inventory says \(cluster.identity)"
      add("identity", isRight, isRight ? words ?? "" : "\(words.map { $0 + ", " } ?? "")\(trouble)")
    }
    let held = seen.heldFaults.joined(separator: ", ")
    add("journal", seen.heldFaults.isEmpty, held.isEmpty ? "nothing is held" : "holds \(held)")
    return Report(
      host: host.name, isFit: lines.allSatisfy(\.isGood), findings: lines,
      refusedKinds: RemoteKinds.refused(on: host, seen.findings), examination: seen)
  }

  private static func words(_ report: Report) -> String {
    var lines = ["\(report.host):"]
    for line in report.findings {
      let mark = line.isGood ? "ok     " : "MISSING"
      lines.append("  \(mark) \(Terminal.padded(line.name, 10)) \(RangeDoctor.oneLine(line.words))")
    }
    if report.examination != nil {
      let can = FaultCatalogue.all.map(\.signature.kind).filter { report.refusedKinds[$0] == nil }
      lines.append("  can run: \(can.joined(separator: ", "))")
    }
    let reasons = Dictionary(grouping: report.refusedKinds.keys.sorted()) {
      report.refusedKinds[$0] ?? ""
    }
    for (reason, kinds) in reasons.sorted(by: { $0.key < $1.key }) {
      lines.append("  refused: \(kinds.joined(separator: ", ")): \(reason)")
    }
    return lines.joined(separator: "\n")
  }
}
