import Evidence
import Foundation
import Testing
import Vocabulary

@Suite struct ReportTests {
  static let keys = [
    "folder", "mission", "seed", "valid", "faults", "verdicts", "availability", "durability",
    "bits", "readiness", "phases", "blast_radius", "time_to_containment_s",
    "availability.longest_write_gap_ms", "availability.error_ratio", "durability.acknowledged",
    "durability.lost", "bits.D", "bits.H", "bits.C", "bits.L", "phases.observe", "phases.orient",
    "phases.decide", "phases.act", "blast_radius.actual", "blast_radius.twin",
    "time_to_containment_reason", "exit_code", "verdicts.durability.result",
    "verdicts.durability.detail", "verdicts.linearizable.result", "twin.valid",
  ]

  /// Every key of an object, with those of objects inside it.
  private func paths(_ value: JSONValue, _ prefix: String = "") -> Set<String> {
    guard case .object(let members) = value else { return [] }
    return members.reduce(into: []) { found, member in
      found.insert(prefix + member.key)
      found.formUnion(paths(member.value, prefix + member.key + "."))
    }
  }

  private func report(twin: TrialRun?) throws -> JSONValue {
    let trial = try TrialFolder(TrialRun(responder: "runbook:asleep"), twin: twin)
    let (run, twin) = try Derivation.assess(trial.run)
    // Through its text, as whoever reads the output sees it.
    let text = try CanonicalJSON.line(Report.json(run, twin: twin))
    return try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
  }

  @Test("The object has every key that is promised")
  func keysAreThere() throws {
    let found = paths(try report(twin: TrialRun()))
    #expect(Set(Self.keys).subtracting(found) == [])
    #expect(!paths(try report(twin: nil)).contains("twin"))
  }

  @Test("A fault tells its targets and its times")
  func faults() throws {
    let fault = try #require(try report(twin: nil)["faults"]?.elements?.first)
    #expect(fault["id"]?.text == "slow-disk")
    #expect(fault["kind"]?.text == "disk.slow")
    #expect(fault["targets"]?.elements == ["n1"])
    #expect(fault["commanded_ns"]?.whole == 5_000_000_000)
    #expect(fault["effective_ns"]?.whole == 6_000_000_000)
    #expect(fault["healed_ns"]?.whole == 9_100_000_000)
    #expect(fault["heal_proved"]?.flag == true)
  }

  @Test("Every key of the object is in its reference")
  func referenceIsComplete() throws {
    let reference = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/reference/report.md")
    let text = try String(contentsOf: reference, encoding: .utf8)
    let names = paths(try report(twin: TrialRun())).filter { !$0.hasPrefix("verdicts.") }
      .flatMap { $0.split(separator: ".").map(String.init) }
    for name in Set(names) { #expect(text.contains("`\(name)`"), "\(name)") }
  }
}
