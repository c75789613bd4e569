package import Vocabulary

extension Mission {
  /// The same mission without these steps, and without those that mean nothing without them.
  ///
  /// A heal goes with its fault, and a step that uses another, such as a restore its backup, goes
  /// with that. What waited for a removed step starts when it would have; where that hung on a
  /// state of the cluster, a wait of a millisecond holds the trigger. The truth is that of the
  /// first fault left, where its own is gone. Names of hosts stay: the seed draws the same ones.
  package func removing(steps removed: Set<StepName>, catalogue: Catalogue) -> Mission {
    let gone = dependents(of: removed, catalogue: catalogue)
    let kept = Set(steps.map(\.name)).subtracting(gone)
    let anchors = Reanchoring(
      items: steps.map { .init(name: $0.name, start: $0.start, occupies: $0.heldBack) },
      kept: kept)
    var result = self
    result.steps = []
    var holders: Set<StepName> = []
    for step in steps where kept.contains(step.name) {
      var step = step
      let (start, holder) = anchors.start(of: step.start)
      step.start = start
      if let holder { holders.insert(holder) }
      result.steps.append(step)
    }
    for step in steps where holders.contains(step.name) {
      result.steps.append(
        MissionStep(
          action: .wait, name: step.name, start: anchors.start(of: step.start).start,
          life: MissionStep.holding, targets: [:], parameters: [:], position: step.position))
    }
    let order = Dictionary(
      steps.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    result.steps.sort { order[$0.name, default: 0] < order[$1.name, default: 0] }
    result.blue.truth = result.truthOfItsSteps
    return result
  }

  /// The steps to be removed, and all that hang on them.
  private func dependents(of removed: Set<StepName>, catalogue: Catalogue) -> Set<StepName> {
    var gone = removed
    var before = -1
    while gone.count != before {
      before = gone.count
      for step in steps where needs(of: step, catalogue).contains(where: gone.contains) {
        gone.insert(step.name)
      }
    }
    return gone
  }

  /// The steps without which a step means nothing: its fault, or one that a parameter names.
  private func needs(of step: MissionStep, _ catalogue: Catalogue) -> [StepName] {
    if case .heal(let fault) = step.action { return [fault] }
    let signature = step.action.kind.flatMap { catalogue.signatures[$0] }
    return (signature?.parameters ?? []).compactMap { parameter in
      guard case .step = parameter.type, case .text(let name) = step.parameters[parameter.name]
      else { return nil }
      return StepName(rawValue: name)
    }
  }

  private var truthOfItsSteps: BlueBrief.Truth {
    var truth = blue.truth
    let kinds = steps.compactMap(\.action.kind)
    guard !kinds.contains(truth.mechanism) else { return truth }
    let faults = steps.filter { if case .inject = $0.action { true } else { false } }
    guard let first = faults.first ?? steps.first(where: { $0.action.kind != nil }) else {
      truth.mechanism = "none"
      return truth
    }
    truth.mechanism = first.action.kind ?? "none"
    // Where its hosts are drawn anew at each place, the place of the old truth stands.
    let bound = targets.map(\.name)
    let words = ["on", "from", "between"].compactMap { first.targets[$0] }.first
    if let words, (try? TargetWords.checkDefinite(words, bound: bound)) != nil {
      truth.location = words
    }
    return truth
  }
}

extension MissionStep {
  /// How long a wait lasts that is there for its trigger alone: the shortest that can be written.
  fileprivate static let holding = Nanoseconds.milliseconds(1)

  /// What a wait adds to the start of those behind it; that of a trigger's holder would add up.
  fileprivate var heldBack: Nanoseconds? {
    guard action == .wait, life != Self.holding else { return nil }
    return life
  }
}
