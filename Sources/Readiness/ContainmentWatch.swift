import Vocabulary

/// The containment predicate evaluated over the recorded curve and the redundancy probes.
struct ContainmentWatch {
  let plan: Plan
  let run: RecordedRun
  let onset: ExerciseFacts.Onset
  let end: Nanoseconds
  let lost: Int
  let rubric: Rubric

  func containment(blue: BlueRecord) -> Containment {
    var result = Containment()
    let margins = run.events(.redundancySeen)
    let needsMargin = plan.blue.contained.clauses.contains { $0.metric == .redundancy }
    if needsMargin && margins.isEmpty { result.unmeasured = "redundancy was never measured" }
    let start = min(onset.commandedNs, onset.moment.timeNs)
    var evidence: Set<Int> = []
    var held: Containment.Interval?
    var margin: TimelineEvent?
    var next = margins.startIndex
    let samples = run.curve(plan, rubric: rubric).samples
    if samples.isEmpty { result.unmeasured = "writes were never measured" }
    for sample in samples where sample.timeNs <= end {
      while next < margins.endIndex && margins[next].timeNs <= sample.timeNs {
        margin = margins[next]
        next += 1
      }
      if sample.timeNs < start { continue }
      let isHeld = holds(sample.success, margin: margin?.fields["margin"]?.double)
      if isHeld {
        if held == nil {
          held = .init(start: sample.timeNs, end: end)
          if let margin { evidence.insert(margin.sequence) }
        }
      } else {
        if result.firstBreakNs == nil {
          result.firstBreakNs = sample.timeNs
          if let margin { evidence.insert(margin.sequence) }
        }
        if var closed = held {
          closed.end = sample.timeNs
          result.held.append(closed)
          held = nil
        }
      }
    }
    if let held { result.held.append(held) }
    addCures(to: &result, blue: blue)
    result.actionsNs = blue.sound.map(\.moment.timeNs)
    result.firstKeyActionNs = blue.sound.first { $0.isListed }?.moment.timeNs
    evidence.formUnion(blue.sound.flatMap(\.moment.evidence))
    result.evidence = evidence.sorted()
    return result
  }

  private func holds(_ success: Double, margin: Double?) -> Bool {
    plan.blue.contained.clauses.allSatisfy { clause in
      switch clause.metric {
      case .writeSuccess: clause.holds(success)
      // What was never measured does not hold.
      case .redundancy: margin.map(clause.holds) ?? false
      case .acknowledgedLoss: clause.holds(Double(lost))
      }
    }
  }

  /// When the plan itself took a disturbance back; an operation that blue ended is blue's doing.
  private func addCures(to result: inout Containment, blue: BlueRecord) {
    let scored = Set(FactExtraction.scoredSteps(plan).map(\.name))
    for event in run.events(.healCommanded) where event.lane == .red {
      guard let step = plan.steps.first(where: { $0.name == event.step }) else { continue }
      let isBlues = blue.sound.contains { action in
        action.moment.timeNs <= event.timeNs && (action.host.map(step.hosts.contains) ?? false)
      }
      if scored.contains(step.name) || step.verb == .operate && !isBlues {
        result.curesNs.append(event.timeNs)
      } else if step.verb != .operate {
        result.otherCuresNs.append(event.timeNs)
      }
    }
  }
}
