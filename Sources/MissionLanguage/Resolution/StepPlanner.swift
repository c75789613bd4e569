import Vocabulary

/// Gives every step its hosts, its links and its cure.
struct StepPlanner {
  /// What is planned.
  let steps: [MissionStep]
  /// What the words stand for.
  let draw: HostDraw
  /// What can run.
  let catalogue: Catalogue
  /// What this range offers.
  let topology: Topology
  /// Where complaints go.
  let report: Report

  /// The planned steps in the order written; steps that could never start are reported.
  func plan(within window: Nanoseconds, mode: PlanResolver.Mode) -> [PlannedStep] {
    checkWindow(window, mode)
    var planned: [PlannedStep] = []
    for step in steps {
      do throws(Complaint) {
        planned.append(try self.planned(step))
      } catch {
        report.add(step.position, error)
      }
    }
    // A heal acts where its fault acts; the fault may stand behind it in the file.
    for index in planned.indices where planned[index].verb == .heal {
      guard let fault = planned.first(where: { $0.name.rawValue == planned[index].kind })
      else { continue }
      planned[index].hosts = fault.hosts
      planned[index].links = fault.links
    }
    return planned
  }

  private func checkWindow(_ window: Nanoseconds, _ mode: PlanResolver.Mode) {
    let times = NominalTimes(
      steps.map {
        .init(name: $0.name, start: $0.start, occupies: $0.action == .wait ? $0.life : nil)
      })
    for step in steps {
      guard let start = times.start(of: step.name), start.offset >= window else { continue }
      report.add(
        step.position, "`\(step.name)` starts at \(start.offset), when the exercise is over",
        hint:
          "the \(mode.rawValue) window is \(window); start earlier or widen `budget.\(mode).window`"
      )
    }
  }

  /// A trigger that nothing here can see would be waited for in vain.
  private func checkTrigger(_ step: MissionStep) throws(Complaint) {
    guard case .when(let condition, _) = step.start,
      let complaint = catalogue.unobserved(condition)
    else { return }
    throw complaint
  }

  /// One step; complains of a kind, a capability or a host that is not there.
  func planned(_ step: MissionStep) throws(Complaint) -> PlannedStep {
    try checkTrigger(step)
    switch step.action {
    case .cue(let text): return bare(step, .cue, kind: text)
    case .wait: return bare(step, .wait, kind: "")
    case .heal(let fault): return bare(step, .heal, kind: fault.rawValue)
    case .inject(let kind): return try acting(step, .inject, kind)
    case .operate(let kind): return try acting(step, .operate, kind)
    }
  }

  private func bare(_ step: MissionStep, _ verb: PlannedStep.Verb, kind: String) -> PlannedStep {
    PlannedStep(
      name: step.name, verb: verb, kind: kind, start: step.start, lifeNs: step.life, hosts: [],
      links: [], parameters: [:], cure: nil)
  }

  private func acting(
    _ step: MissionStep, _ verb: PlannedStep.Verb, _ kind: String
  ) throws(Complaint) -> PlannedStep {
    if let reason = catalogue.notYet[kind] {
      throw Complaint(
        "\(kind) is not available on this range: \(reason)",
        hint: "`mission list` shows the missions that run here")
    }
    guard let signature = catalogue.signatures[kind] else {
      throw Complaint(
        "no fault and no operation is called `\(kind)`",
        hint: "known: \(catalogue.kinds.joined(separator: ", "))")
    }
    if let lacking = signature.needs.first(where: { !topology.capabilities.contains($0) }) {
      throw Complaint(
        "\(kind) needs \(lacking.rawValue), which this range does not have",
        hint: "`cygnet range doctor` names the command that mends it")
    }
    var reach = LinkDraw.Reach(hosts: [], links: [])
    switch signature.targets {
    case .none: break
    case .hosts:
      reach.hosts = try draw.resolve(step.targets["on"] ?? "", purpose: "step \(step.name) on")
    case .link: reach = try LinkDraw.resolve(step, draw)
    }
    return PlannedStep(
      name: step.name, verb: verb, kind: kind, start: step.start, lifeNs: step.life,
      hosts: reach.hosts, links: reach.links, parameters: step.parameters,
      cure: verb == .inject ? cure(of: step.name) : nil)
  }

  private func cure(of name: StepName) -> String {
    steps.first { $0.action == .heal(name) }?.name.rawValue ?? Cure.life
  }
}

/// The words for what ends a fault.
enum Cure {
  /// The fault ends by itself.
  static let life = "after its life"
}
