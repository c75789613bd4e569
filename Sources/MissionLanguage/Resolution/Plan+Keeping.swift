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
    let anchors = Reanchoring(
      items: steps.map { .init(name: $0.name, start: $0.start, occupies: $0.occupies) },
      kept: keep)
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
