import Vocabulary

/// Turns `blue.loses` into steps, and refuses what no monitoring of the range can lose.
struct ToolLosses {
  /// What can run.
  let catalogue: Catalogue
  /// What this range offers.
  let topology: Topology
  /// Where complaints go.
  let report: Report
  /// The place for complaints, as a brief keeps none.
  let top: SourcePosition

  /// The words of `blue.loses` that are tools of the monitoring, each as the fault names it.
  static let tools = [("dashboards", "dashboards"), ("alerts", "alerts"), ("metrics", "scrape")]

  /// Where alerts come from under this mode.
  func monitoring(
    _ mission: Mission, mode: PlanResolver.Mode
  ) -> MonitoringSpecification {
    let wish = mission.monitoring
    if wish?.source == .prometheus, !topology.capabilities.contains(.prometheus) {
      report.add(
        top, "monitoring.source prometheus needs prometheus, which this range does not have",
        hint: "`cygnet range doctor` names the command that mends it; or write `built-in`")
    }
    var chosen = mode == .live ? MonitoringSpecification.live : .rehearsal
    chosen.source = wish?.source
    chosen.scrapeNs = wish?.scrapeNs ?? chosen.scrapeNs
    return chosen
  }

  /// A fault on the monitoring from the start of the exercise for each tool that is taken away.
  func steps(_ loses: [String: Nanoseconds], beside steps: [PlannedStep]) -> [PlannedStep] {
    if !loses.isEmpty, let reason = catalogue.notObserved["blue.loses"] {
      report.add(
        top, "blue.loses is not available on this range: \(reason)",
        hint: "take `loses` out of `blue`")
      return []
    }
    for word in loses.keys.sorted() {
      guard let reason = catalogue.notObserved["blue.loses.\(word)"] else { continue }
      report.add(
        top, "blue.loses.\(word) is not available on this range: \(reason)",
        hint: "blue can lose \(Self.tools.map(\.0).joined(separator: ", "))")
    }
    return Self.tools.compactMap { word, tool in
      guard let life = loses[word] else { return nil }
      let name = StepName(rawValue: "lose-\(word)")
      if steps.contains(where: { $0.name == name }) {
        report.add(
          top, "blue.loses.\(word) makes a step `\(name)`, and there is one already",
          hint: "give yours another name with `as`")
      }
      return PlannedStep(
        name: name, verb: .inject, kind: PlannedStep.losesMonitoring, start: .at(.zero),
        lifeNs: life, hosts: [], links: [], parameters: ["tool": .text(tool)],
        cure: Cure.life)
    }
  }

  /// A tool that is not there cannot be lost.
  func check(_ steps: [PlannedStep], source: MonitoringSpecification.Source?) {
    guard let step = steps.first(where: \.isOnMonitoring) else { return }
    if source == .builtIn {
      report.add(
        top, "`\(step.name)` takes monitoring away, and the mission runs without Prometheus",
        hint: "write `monitoring: {source: prometheus}`, or drop the step")
    } else if report.isClean, !topology.capabilities.contains(.prometheus) {
      report.add(
        top, "`\(step.name)` needs prometheus, which this range does not have",
        hint: "`cygnet range doctor` names the command that mends it")
    }
  }

  /// An alert that only Prometheus raises is waited for in vain without it.
  func checkTriggers(_ steps: [MissionStep], source: MonitoringSpecification.Source?) {
    guard source == .builtIn || !topology.capabilities.contains(.prometheus) else { return }
    for step in steps {
      guard case .when(.alert(let name), _) = step.start,
        BuiltInAlerts.watched.contains(where: { $0.name == name })
      else { continue }
      report.add(
        step.position, "the alert \(name) comes from Prometheus, and this exercise has none",
        hint: "known without it: \(BuiltInAlerts.all.map(\.name).joined(separator: ", "))")
    }
  }
}
