import MissionLanguage
import Testing
import Vocabulary

/// `monitoring:` and `blue.loses`: what a plan makes of them, and what is refused.
@Suite struct ToolLossTests {
  private func plan(
    monitoring: String = "", loses: String = "", trigger: String = "no leader",
    mode: PlanResolver.Mode = .rehearsal, without: Set<Capability> = []
  ) -> Result<Plan, MissionErrors> {
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
        signatures: [NoLeader, MetricsLost]
      \(loses)
        truth: {mechanism: proc.kill, location: head}
        responses: {preferred: [wait]}
        contained: redundancy >= 1
      budget:
        rehearsal: {detect: 1s, sla: 2s, hold: 1s, window: 9s}
      \(monitoring)
      """
    let catalogue = TestFiles.catalogue
    return MissionParser.parse(text, file: "m.yaml", catalogue: catalogue).flatMap {
      PlanResolver.resolve(
        $0, missionSha256: "", seed: 1,
        topology: Topology(
          hosts: ["n1", "n2", "n3"], capabilities: Set(Capability.allCases).subtracting(without)),
        mode: mode, catalogue: catalogue, file: "m.yaml")
    }
  }

  private func errors(_ result: Result<Plan, MissionErrors>) -> String {
    if case .failure(let errors) = result {
      errors.diagnostics.map(\.description).joined(separator: "\n")
    } else {
      ""
    }
  }

  @Test("Each lost tool becomes a fault from the start, which no ablation counts")
  func steps() throws {
    let plan = try plan(loses: "  loses: {metrics: 3s, dashboards: 4s}").get()
    let lost = plan.steps.filter(\.isOnMonitoring)
    #expect(lost.map(\.name.rawValue) == ["lose-dashboards", "lose-metrics"])
    #expect(lost.map(\.parameters) == [["tool": .text("dashboards")], ["tool": .text("scrape")]])
    #expect(lost.map(\.lifeNs) == [.seconds(4), .seconds(3)])
    #expect(lost.allSatisfy { $0.start == .at(.zero) && $0.hosts.isEmpty && $0.cure != nil })
    #expect(plan.ablatableSteps == ["proc-kill"])
  }

  @Test("The scrape follows the mode unless the mission says otherwise")
  func scrape() throws {
    #expect(try plan().get().monitoring == .rehearsal)
    #expect(try plan(mode: .live).get().monitoring == .live)
    let said = try plan(monitoring: "monitoring: {source: built-in, scrape: 500ms}").get()
    #expect(
      said.monitoring == MonitoringSpecification(source: .builtIn, scrapeNs: .milliseconds(500)))
  }

  @Test("What nobody can lose, and what is not there, is refused by name")
  func refused() {
    #expect(errors(plan(loses: "  loses: {logs: 3s}")).contains("blue.loses.logs is not available"))
    let builtIn = "monitoring: {source: built-in}"
    let lost = "  loses: {alerts: 3s}"
    #expect(
      errors(plan(monitoring: builtIn, loses: lost)).contains("runs without Prometheus"))
    #expect(errors(plan(loses: lost, without: [.prometheus])).contains("needs prometheus"))
    #expect(
      errors(plan(monitoring: "monitoring: {source: prometheus}", without: [.prometheus]))
        .contains("monitoring.source prometheus needs prometheus"))
    #expect(errors(plan(without: [.prometheus])) == "")
    #expect(errors(plan(monitoring: "monitoring: {source: grafana}")).contains("unknown source"))
  }

  @Test("A trigger on an alert that only Prometheus raises is refused without it")
  func triggers() {
    let builtIn = "monitoring: {source: built-in}"
    let trigger = "alert MetricsLost"
    #expect(errors(plan(trigger: trigger)) == "")
    #expect(
      errors(plan(monitoring: builtIn, trigger: trigger)).contains("comes from Prometheus"))
    #expect(errors(plan(monitoring: builtIn, trigger: "alert NoLeader")) == "")
  }
}
