import Vocabulary

/// Finds what a step starts from when the step it waited for is gone.
struct Reanchoring {
  private let byName: [StepName: NominalTimes.Item]
  private let kept: Set<StepName>

  init(items: [NominalTimes.Item], kept: Set<StepName>) {
    byName = Dictionary(items.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
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
      plus = plus + (dropped.occupies ?? .zero)
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
