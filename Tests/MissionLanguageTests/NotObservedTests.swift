import MissionLanguage
import Testing
import Vocabulary

@Suite struct NotObservedTests {
  private static let refusing = Catalogue(
    signatures: SampleCatalogue.signatures, notYet: [:],
    notObserved: ["lag": "nothing lags here", "blue.loses": "there are no dashboards"])

  private func errors(trigger: String, loses: String, catalogue: Catalogue) -> [Diagnostic] {
    let text = """
      mission: m
      title: t
      family: f
      difficulty: 1
      database: {kind: etcd, hosts: 3}
      workload: {kind: register, clients: 1, keys: 1}
      claims: [linearizable]
      hypothesis: h
      objective: unavailability
      targets: {head: leader}
      steps:
        - inject: proc.kill
          on: head
          when: \(trigger) within 5s
          for: 3s
      blue:
        told: t
        signatures: [NoLeader]
      \(loses)
        truth: {mechanism: proc.kill, location: head}
        responses: {preferred: [wait]}
        contained: redundancy >= 1
      budget:
        rehearsal: {detect: 1s, sla: 2s, hold: 1s, window: 9s}
      """
    switch MissionParser.parse(text, file: "m.yaml", catalogue: catalogue) {
    case .failure(let errors): return errors.diagnostics
    case .success(let mission):
      let topology = Topology(
        hosts: ["n1", "n2", "n3"], capabilities: Set(Capability.allCases))
      let result = PlanResolver.resolve(
        mission, missionSha256: "", seed: 1, topology: topology, mode: .rehearsal,
        catalogue: catalogue, file: "m.yaml")
      if case .failure(let errors) = result { return errors.diagnostics }
      return []
    }
  }

  @Test("A trigger that nothing can see is refused by name, not waited for")
  func unseenTrigger() {
    let errors = errors(trigger: "lag > 64MB", loses: "", catalogue: Self.refusing)
    #expect(errors.map(\.message).contains { $0.contains("`lag` is not available") })
    #expect(errors.first?.position.line == 12)
  }

  @Test("Tools that cannot be taken away are refused by name")
  func unseenTools() {
    let errors = errors(
      trigger: "no leader", loses: "  loses: {dashboards: 4s}", catalogue: Self.refusing)
    #expect(errors.map(\.message).contains { $0.contains("blue.loses is not available") })
  }

  @Test("A trigger that can be seen passes")
  func seenTrigger() {
    #expect(errors(trigger: "no leader", loses: "", catalogue: Self.refusing).isEmpty)
  }
}
