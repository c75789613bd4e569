package import Vocabulary

/// Decides everything that a mission leaves open; pure, so it runs before any host exists.
///
/// The seed draws which host leads; the conductor makes it leader before the exercise starts.
package enum PlanResolver {
  /// Which budget applies, and so how long the exercise is.
  package enum Mode: String, Sendable, Codable, CaseIterable { case rehearsal, live }

  /// The plan; the same arguments give the same bytes.
  ///
  /// Errors: no such host, a word that stands for no host, a kind or a capability that this range
  /// lacks, a step that starts when the window is over. Those of steps and targets have the place
  /// of the step or the target; others stand on line 1, as a mission keeps no places for them.
  package static func resolve(
    _ mission: Mission, missionSha256: String, seed: UInt64, topology: Topology, mode: Mode,
    catalogue: Catalogue, file: String
  ) -> Result<Plan, MissionErrors> {
    let report = Report(file: file)
    let top = SourcePosition(line: 1, column: 1)
    guard !topology.hosts.isEmpty, topology.hosts.count == mission.database.hosts else {
      report.add(
        top,
        "the mission wants \(mission.database.hosts) hosts, the range has "
          + "\(topology.hosts.count)", hint: "change `database.hosts` or the range")
      return .failure(report.errors)
    }
    var draw = HostDraw(
      hosts: topology.hosts, lookAlikes: mission.database.lookAlikes, seed: seed)
    for binding in mission.targets {
      do throws(Complaint) { try draw.bind(binding) } catch {
        report.add(binding.position, error)
      }
    }
    guard report.isClean else { return .failure(report.errors) }
    let losses = ToolLosses(catalogue: catalogue, topology: topology, report: report, top: top)
    let budget = mode == .live ? mission.liveBudget : mission.rehearsalBudget
    let planner = StepPlanner(
      steps: mission.steps, draw: draw, catalogue: catalogue, topology: topology, report: report)
    let steps = planner.plan(within: budget.windowNs, mode: mode)
    let monitoring = losses.monitoring(mission, mode: mode)
    let lost = losses.steps(mission.blue.loses, beside: steps)
    losses.checkTriggers(mission.steps, source: mission.monitoring?.source)
    losses.check(steps + lost, source: mission.monitoring?.source)
    let blue = BlueResolution(draw: draw, report: report, top: top).resolve(mission.blue)
    guard report.isClean else { return .failure(report.errors) }
    var plan =
      Plan(
        mission: mission.name, title: mission.title, missionSha256: missionSha256, seed: seed,
        hosts: draw.hosts.map {
          PlannedHost(name: $0, role: $0 == draw.leader ? "leader" : "follower")
        },
        targets: draw.bound, database: mission.database, workload: mission.workload,
        claims: mission.claims, hypothesis: mission.hypothesis, objective: mission.objective,
        family: mission.family, difficulty: mission.difficulty, steps: steps, blue: blue,
        budget: budget, liveBudget: mission.liveBudget, limits: mission.limits,
        ablation: mission.ablation)
    plan.steps += lost
    plan.monitoring = monitoring
    return .success(plan)
  }
}
