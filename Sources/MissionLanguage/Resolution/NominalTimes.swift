import Vocabulary

/// When each step would start if every step took effect at once: the plan's timetable.
///
/// A trigger on the cluster's state has no offset; steps behind it count from the trigger.
/// A `wait` takes effect when it is over.
struct NominalTimes {
  /// A step as the timetable needs it.
  struct Item {
    var name: StepName
    var start: StepStart
    /// How long a `wait` lasts; nil for every other step.
    var occupies: Nanoseconds?
  }

  /// An offset, counted from the start of the exercise or from a trigger.
  struct Moment: Equatable {
    /// From the start, or from the moment the trigger's step starts.
    var offset: Nanoseconds
    /// The step whose trigger it counts from; nil for the start of the exercise.
    var trigger: StepName?
  }

  private var starts: [StepName: Moment] = [:]
  private var items: [StepName: Item] = [:]
  /// Steps that wait for each other; each circle once, from its first step.
  private(set) var circles: [[StepName]] = []

  /// Works out every start; steps behind a circle or an unknown step have none.
  init(_ list: [Item]) {
    items = Dictionary(list.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var done: Set<StepName> = []
    for item in list { settle(item.name, &done) }
  }

  /// When the step starts.
  func start(of name: StepName) -> Moment? { starts[name] }

  /// When the step has taken effect, as far as can be told beforehand.
  func effect(of name: StepName) -> Moment? {
    guard var moment = starts[name] else { return nil }
    if let life = items[name]?.occupies { moment.offset = moment.offset + life }
    return moment
  }

  /// Follows the chain of anchors back without recursion, then works forward again.
  private mutating func settle(_ name: StepName, _ done: inout Set<StepName>) {
    var chain: [StepName] = []
    var current: StepName? = name
    while let step = current, !done.contains(step), let item = items[step] {
      if let index = chain.firstIndex(of: step) {
        circles.append(Array(chain[index...]))
        break
      }
      chain.append(step)
      current = item.start.anchor
    }
    for step in chain.reversed() {
      done.insert(step)
      guard let item = items[step] else { continue }
      starts[step] = moment(of: item)
    }
  }

  private func moment(of item: Item) -> Moment? {
    switch item.start {
    case .at(let offset): return Moment(offset: offset, trigger: nil)
    case .after(let name, let plus):
      return effect(of: name).map { Moment(offset: $0.offset + plus, trigger: $0.trigger) }
    case .when(.stepEffective(let name), _): return effect(of: name)
    case .when: return Moment(offset: .zero, trigger: item.name)
    }
  }
}
