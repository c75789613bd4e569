import Vocabulary

@testable import Conductor

/// Steps, samples and statuses for the pure parts of the conductor.
enum Samples {
  static let members: [HostName] = ["n1", "n2", "n3"]

  static func step(
    _ name: StepName, _ verb: PlannedStep.Verb = .inject, kind: String = "disk.slow",
    _ start: StepStart, life: Nanoseconds? = nil
  ) -> PlannedStep {
    PlannedStep(
      name: name, verb: verb, kind: kind, start: start, lifeNs: life, hosts: ["n1"], links: [],
      parameters: [:], cure: nil)
  }

  static func plan(_ steps: [PlannedStep], subsets: AblationSpecification.Subsets = .singles)
    -> Plan
  {
    let budget = Budget(
      detectNs: .seconds(10), slaNs: .seconds(30), holdNs: .seconds(5), windowNs: .seconds(60))
    return Plan(
      mission: "trial", title: "", missionSha256: "", seed: 1,
      hosts: members.map { PlannedHost(name: $0, role: "any") }, targets: [:],
      database: .init(kind: "etcd", hosts: 3, settings: [:]),
      workload: .init(
        kind: "register", clients: 2, ratePerS: nil, keys: 4, reads: 0.5, compareAndSets: 0,
        timeoutNs: .seconds(1)),
      claims: [], hypothesis: "", objective: .unavailability, family: "", difficulty: 1,
      steps: steps,
      blue: .init(
        told: "", signatures: [], loses: [:],
        truth: .init(mechanism: "", location: "", trigger: nil),
        responses: .init(preferred: [], acceptable: [], harmful: []),
        contained: .init(clauses: [])),
      budget: budget, limits: .init(stopWhen: [], leaseNs: .seconds(10)),
      ablation: .init(subsets: subsets, repeats: 1))
  }

  static func status(
    _ members: [ClusterStatus.Member], at seconds: Double = 0
  ) -> ClusterStatus {
    ClusterStatus(timeNs: .seconds(seconds), members: members)
  }

  /// A member whose identifier is its host's name.
  static func member(
    _ host: HostName, answers: Bool = true, leader: HostName? = "n1", term: Int64 = 1,
    fsyncs: (Int64, Double)? = nil
  ) -> ClusterStatus.Member {
    .init(
      host: host, answers: answers, id: host.rawValue, leader: leader?.rawValue, term: term,
      fsyncs: fsyncs.map { .init(count: $0.0, seconds: $0.1) })
  }
}
