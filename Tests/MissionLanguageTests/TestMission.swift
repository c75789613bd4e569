import MissionLanguage
import Testing
import Vocabulary

/// A small valid mission whose parts tests replace.
struct TestMission {
  var hosts = 3
  var targets = "{head: leader, slow: follower}"
  var steps = "- {operate: maintenance.stop, on: slow}"
  var window = "40s"
  var truth = "{mechanism: maintenance.stop, location: slow}"
  var responses = "{preferred: [end-maintenance]}"
  var extra = ""

  var text: String {
    let indented = steps.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    return """
      mission: sample
      title: A sample
      family: sample
      difficulty: 1
      database: {kind: etcd, hosts: \(hosts)}
      workload: {kind: register}
      claims: [linearizable]
      hypothesis: Nothing happens.
      objective: unavailability
      targets: \(targets)
      steps:
      \(indented)
      blue:
        told: Nothing.
        signatures: []
        truth: \(truth)
        responses: \(responses)
        contained: redundancy >= 1
      budget:
        rehearsal: {detect: 1s, sla: 10s, hold: 1s, window: \(window)}
      \(extra)
      """
  }

  func parse() -> Result<Mission, MissionErrors> {
    MissionParser.parse(text, file: "sample.yaml", catalogue: SampleCatalogue.full)
  }

  func mission() throws -> Mission { try parse().get() }

  func plan(seed: UInt64 = 1) throws -> Plan { try TestFiles.plan(mission(), seed: seed) }

  func errors() -> [String] {
    if case .failure(let errors) = parse() { errors.diagnostics.map(\.message) } else { [] }
  }
}

extension TestMission {
  /// One with another database and load, and with claims that are tested on it.
  static func parse(
    database: String, workload: String = "{kind: register}", claims: String? = nil
  ) -> Result<Mission, MissionErrors> {
    let isOfTransactions = ["bank", "list-append", "rw-register"].contains {
      workload.contains("kind: \($0)")
    }
    let text = TestMission().text
      .replacing("database: {kind: etcd, hosts: 3}", with: "database: \(database)")
      .replacing("workload: {kind: register}", with: "workload: \(workload)")
      .replacing(
        "claims: [linearizable]",
        with: "claims: [\(claims ?? (isOfTransactions ? "serializable" : "linearizable"))]")
    return MissionParser.parse(text, file: "sample.yaml", catalogue: SampleCatalogue.full)
  }

  /// What is wrong, with what to try, a line each.
  static func complaints(_ result: Result<Mission, MissionErrors>) -> String {
    guard case .failure(let errors) = result else { return "" }
    return errors.diagnostics.map { "\($0.message); \($0.hint)" }.joined(separator: "\n")
  }
}
