import Vocabulary

extension ExerciseConductor {
  /// Takes in which clusters there are.
  func know(_ identities: ClusterIdentities) { self.identities = identities }

  /// What an operator sees before the cursor on that host.
  func prompt(on host: HostName) -> String {
    let isForeign = facts.lookAlikes.contains(host)
    return "ops@\(host) (\(isForeign ? "orders-stage" : "orders-prod")) #"
  }

  /// Notes a command that is about to go to another cluster than the one of the exercise.
  ///
  /// Returns what a guardrail would say; nil where every host is of the right cluster.
  @discardableResult
  func noteWrongTarget(_ step: PlannedStep, isStopped: Bool) -> String? {
    let foreign = step.hosts.filter(facts.lookAlikes.contains)
    for host in foreign {
      timeline.append(
        .system, .wrongTargetSeen, at: now, step: step.name, host: host,
        [
          "cluster": identities.lookAlike.map { .string($0) } ?? .null,
          "expected": identities.own.map { .string($0) } ?? .null,
          "action": .string(step.kind), "prompt": .string(prompt(on: host)),
          "with_effect": .bool(!isStopped),
        ])
      progress("wrong  \(step.kind) goes to \(host), which is of another cluster")
    }
    guard let host = foreign.first else { return nil }
    return "refused by the guardrail: \(host) belongs to cluster \(identities.lookAlike ?? "?"), "
      + "the incident is in \(identities.own ?? "?")"
  }
}
