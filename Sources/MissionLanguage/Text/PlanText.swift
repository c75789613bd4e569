package import Vocabulary

/// The plan in plain English: what `mission explain` prints.
package enum PlanText {
  /// Every step with when, what, where, for how long, how proved, its commands with their undo.
  ///
  /// Shape: text of sections parted by empty lines, ending in a newline. `commands` may lack steps.
  package static func explain(
    _ plan: Plan, commands: [StepName: [(command: String, undo: String?)]],
    signatures: [StepSignature]
  ) -> String {
    let known = Dictionary(signatures.map { ($0.kind, $0) }, uniquingKeysWith: { $1 })
    let steps = StepText(plan: plan, signatures: known)
    var lines = heading(plan)
    lines += ["", "Steps"]
    if plan.steps.isEmpty { lines.append("  none: an undisturbed run") }
    for (index, step) in plan.steps.enumerated() {
      lines += steps.lines(step, number: index + 1, commands: commands[step.name] ?? [])
    }
    lines += ["", "What blue is told, and how blue is graded"] + blue(plan.blue)
    lines += ["", "When it ends"] + limits(plan)
    return lines.flatMap(LineWrap.wrap).joined(separator: "\n") + "\n"
  }

  /// When a step starts, in few words: `at 5s`, `4s after removal`.
  package static func due(_ start: StepStart) -> String {
    switch start {
    case .at(let offset): "at \(offset)"
    case .after(let step, let plus): plus == .zero ? "after \(step)" : "\(plus) after \(step)"
    case .when(let condition, _): "when \(PredicateText.words(condition))"
    }
  }

  private static func heading(_ plan: Plan) -> [String] {
    let leaders = plan.hosts.filter { $0.role == "leader" }.map(\.name.rawValue)
    let hosts = plan.hosts.map { "\($0.name)\($0.role == "leader" ? " (leader)" : "")" }
    let settings = plan.database.settings.sorted { $0.key < $1.key }.map {
      "\($0.key) = \($0.value)"
    }
    let targets = plan.targets.sorted { $0.key < $1.key }.map { "\($0.key) is \(list($0.value))" }
    var lines = [
      "\(plan.mission): \(plan.title)", "  \(plan.hypothesis)", "",
      "  Objective: \(plan.objective.rawValue). Family \(plan.family), difficulty "
        + "\(plan.difficulty) of 5.",
      "  Database: \(plan.database.kind) on \(hosts.joined(separator: ", "))"
        + (settings.isEmpty ? "." : "; \(settings.joined(separator: ", "))."),
      "  Before the start \(leaders.joined(separator: ", ")) is made leader.",
      "  Load: \(load(plan.workload)).",
      "  Checked: \(plan.claims.map(\.rawValue).joined(separator: ", ")).",
    ]
    lines.append(
      targets.isEmpty
        ? "  Seed \(plan.seed)."
        : "  With seed \(plan.seed), \(targets.joined(separator: ", ")).")
    return lines
  }

  private static func load(_ load: WorkloadSpecification) -> String {
    let pace =
      load.ratePerS.map { "\(NumberText.short($0)) operations/s" }
      ?? "as fast as answers come"
    return "\(load.kind), \(load.clients) clients, \(pace), \(load.keys) keys, "
      + "\(percent(load.reads)) reads, \(percent(load.compareAndSets)) compare-and-sets; "
      + "no answer within \(load.timeoutNs) is unknown"
  }

  private static func blue(_ blue: BlueBrief) -> [String] {
    var lines = ["  Told: \(blue.told)"]
    if !blue.signatures.isEmpty {
      lines.append("  Alerts that count: \(blue.signatures.joined(separator: ", ")).")
    }
    for (tool, span) in blue.loses.sorted(by: { $0.key < $1.key }) {
      lines.append("  Blue loses \(tool) for \(span).")
    }
    lines.append(
      "  Truth: \(blue.truth.mechanism) on \(blue.truth.location)"
        + (blue.truth.trigger.map { ", set off by \($0)." } ?? "."))
    let classes = [
      ("Preferred", blue.responses.preferred), ("Acceptable", blue.responses.acceptable),
      ("Harmful", blue.responses.harmful),
    ]
    for (name, answers) in classes where !answers.isEmpty {
      lines.append("  \(name): \(answers.joined(separator: "; ")).")
    }
    lines.append("  Contained when \(PredicateText.words(blue.contained)).")
    return lines
  }

  private static func limits(_ plan: Plan) -> [String] {
    let budget = plan.budget
    var lines = [
      "  The exercise lasts \(budget.windowNs) and then heals everything. Blue should notice "
        + "within \(budget.detectNs) and contain within \(budget.slaNs), "
        + "holding for \(budget.holdNs)."
    ]
    for stop in plan.limits.stopWhen {
      let span = stop.forNs == .zero ? "" : " for \(stop.forNs)"
      lines.append("  It stops and heals at once when \(PredicateText.words(stop.clause))\(span).")
    }
    lines.append(
      "  A host that hears nothing from the controller for \(plan.limits.leaseNs) heals by itself.")
    lines.append(
      "  The limits and the lease run in real time, also while the exercise clock is paused.")
    return lines
  }

  /// `n1, n2 and n3`.
  static func list(_ hosts: [HostName]) -> String {
    let names = hosts.map(\.rawValue)
    guard let last = names.last, names.count > 1 else { return names.first ?? "no host" }
    return "\(names.dropLast().joined(separator: ", ")) and \(last)"
  }

  private static func percent(_ ratio: Double) -> String { "\(NumberText.short(ratio * 100))%" }
}
