import Vocabulary

/// `steps:` — what happens, in the order written; names and defaults are settled here.
struct StepsSection {
  /// Reads the single steps.
  let reader: StepReader
  /// Where complaints go.
  let report: Report

  /// All steps with unique names, definite starts and checked references.
  func read(_ node: YAMLNode?) -> [MissionStep] {
    guard let node else { return [] }
    guard case .sequence(let items) = node.content else {
      report.add(
        node.position, "steps must be a list, but this is \(node.describing)",
        hint: "start each step with a dash: `- inject: net.cut`")
      return []
    }
    guard !items.isEmpty, items.count <= Limits.steps else {
      report.add(
        node.position, items.isEmpty ? "a mission without steps tests nothing" : "too many steps",
        hint: "write 1 to \(Limits.steps) steps")
      return []
    }
    let raw = items.compactMap(reader.read)
    let steps = settle(raw)
    if raw.count == items.count {
      StepChecks(steps: steps, raw: raw, catalogue: reader.catalogue, report: report).run()
    }
    return steps
  }

  private func settle(_ raw: [RawStep]) -> [MissionStep] {
    var taken: Set<String> = []
    for step in raw {
      guard let name = step.givenName else { continue }
      if !taken.insert(name).inserted {
        report.add(
          step.namePosition, "two steps are called `\(name)`", hint: "give each a name of its own")
      }
    }
    var steps: [MissionStep] = []
    for step in raw {
      let name = step.givenName ?? unused(Self.usualName(step.action), &taken)
      let start =
        step.start ?? steps.last.map { StepStart.after($0.name, plus: .zero) } ?? .at(.zero)
      steps.append(
        MissionStep(
          action: step.action, name: StepName(rawValue: name), start: start, life: step.life,
          targets: step.targets, parameters: step.parameters, position: step.position))
    }
    return steps
  }

  private func unused(_ wish: String, _ taken: inout Set<String>) -> String {
    var name = wish
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(wish)-\(number)"
      number += 1
    }
    return name
  }

  private static func usualName(_ action: StepAction) -> String {
    switch action {
    case .inject(let kind), .operate(let kind): String(kind.map { $0 == "." ? "-" : $0 })
    case .cue: "cue"
    case .wait: "wait"
    case .heal(let fault): "heal-\(fault)"
    }
  }
}
