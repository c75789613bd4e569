package import Vocabulary

extension Plan {
  /// The steps whose effect an ablation compares: faults and operations, in the order written.
  package var ablatableSteps: [StepName] {
    steps.filter { ($0.verb == .inject || $0.verb == .operate) && !$0.isOnMonitoring }.map(\.name)
  }

  /// The same plan with only these steps, each at the same nominal offset as before.
  ///
  /// A fault keeps its heal; waits, and cues that are not named, go. A start after a dropped step
  /// becomes a start relative to what that step waited for. Where that was a trigger on the
  /// cluster's state, the dropped step stays as a wait of no length that holds the trigger.
  package func keeping(steps kept: Set<StepName>) -> Plan {
    var keep = kept.intersection(Set(steps.map(\.name)))
    for step in steps where step.verb == .heal {
      let isFaultKept = keep.contains(StepName(rawValue: step.kind))
      if isFaultKept { keep.insert(step.name) } else { keep.remove(step.name) }
    }
    for step in steps where step.verb == .wait { keep.remove(step.name) }
    let anchors = Reanchoring(steps: steps, kept: keep)
    var result = self
    result.steps = []
    var holders: Set<StepName> = []
    for step in steps where keep.contains(step.name) {
      var step = step
      let (start, holder) = anchors.start(of: step.start)
      step.start = start
      if let holder { holders.insert(holder) }
      result.steps.append(step)
    }
    for step in steps where holders.contains(step.name) {
      result.steps.append(
        PlannedStep(
          name: step.name, verb: .wait, kind: "", start: anchors.start(of: step.start).start,
          lifeNs: .zero, hosts: [], links: [], parameters: [:], cure: nil))
    }
    let order = Dictionary(uniqueKeysWithValues: steps.enumerated().map { ($1.name, $0) })
    result.steps.sort { order[$0.name, default: 0] < order[$1.name, default: 0] }
    return result
  }
}

/// Finds what a step starts from when the step it waited for is gone.
private struct Reanchoring {
  let byName: [StepName: PlannedStep]
  let kept: Set<StepName>

  init(steps: [PlannedStep], kept: Set<StepName>) {
    byName = Dictionary(steps.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.kept = kept
  }

  /// The new start, and the dropped step that must stay to hold its trigger, if one must.
  func start(of start: StepStart) -> (start: StepStart, holder: StepName?) {
    var current = start
    var passed: Set<StepName> = []
    while let name = current.anchor, !kept.contains(name), let dropped = byName[name],
      passed.insert(name).inserted
    {
      var plus = Nanoseconds.zero
      if case .after(_, let delay) = current { plus = delay }
      if dropped.verb == .wait { plus = plus + (dropped.lifeNs ?? .zero) }
      switch dropped.start {
      case .at(let offset): return (.at(offset + plus), nil)
      case .after(let earlier, let delay): current = .after(earlier, plus: delay + plus)
      case .when(.stepEffective(let earlier), _): current = .after(earlier, plus: plus)
      case .when where plus == .zero: return (dropped.start, nil)
      case .when: return (.after(name, plus: plus), name)
      }
    }
    return (current, nil)
  }
}
