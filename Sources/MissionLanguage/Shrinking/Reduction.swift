import Vocabulary

/// A mission that is a little smaller than another, and in which way, in words.
struct Reduction: Sendable {
  /// The smaller mission.
  var mission: Mission
  /// Such as `without restart` or `slow-disk for 10s instead of 20s`.
  var words: String
}

/// All ways to make one mission a little smaller, each by itself, in a fixed order.
struct Reductions {
  let mission: Mission
  /// The mission that the search began with: nothing is halved more than four times.
  let original: Mission
  let catalogue: Catalogue

  /// What is shorter than this is left as it is.
  static let shortestLife = Nanoseconds.seconds(1)
  /// How often one quantity is halved at most.
  static let mostHalvings = 4

  /// Of the steps cut into so many parts of about one size, each part left out.
  func steps(parts: Int) -> [Reduction] {
    let names = mission.steps.map(\.name)
    return (0..<parts).compactMap { part in
      let chunk = names[(part * names.count / parts)..<((part + 1) * names.count / parts)]
      let smaller = mission.removing(steps: Set(chunk), catalogue: catalogue)
      guard !chunk.isEmpty, !smaller.steps.isEmpty else { return nil }
      let left = Set(smaller.steps.map(\.name))
      let gone = names.filter { !left.contains($0) }
      // A step whose trigger others need stays as a wait and is gone all the same.
      let named = gone.isEmpty ? Array(chunk) : gone
      return Reduction(
        mission: smaller, words: "without \(named.map(\.rawValue).joined(separator: ", "))")
    }
  }

  /// One word less in a list of hosts, or a word that stands for fewer hosts.
  var targets: [Reduction] {
    var found: [Reduction] = []
    for (index, binding) in mission.targets.enumerated() {
      for words in fewer(binding.expression) {
        var smaller = mission
        smaller.targets[index].expression = words
        found.append(
          Reduction(mission: smaller, words: change(binding.name, words, binding.expression)))
      }
    }
    for (index, step) in mission.steps.enumerated() {
      for key in StepReader.targetKeys {
        guard let old = step.targets[key] else { continue }
        for words in fewer(old) {
          var smaller = mission
          smaller.steps[index].targets[key] = words
          found.append(
            Reduction(mission: smaller, words: change("\(step.name) \(key)", words, old)))
        }
      }
    }
    return found
  }

  /// Lives, waits, distances and magnitudes halved, and no longer quiet before the first step.
  var lengths: [Reduction] {
    earlier
      + mission.steps.enumerated().flatMap { index, step in
        let before = original.steps.first { $0.name == step.name }
        return life(index, step, before) + distance(index, step, before)
          + magnitudes(index, step, before)
      }
  }

  private func change(_ what: String, _ new: String, _ old: String) -> String {
    "\(what) \(new) instead of \(old)"
  }
}

/// Hosts.
extension Reductions {
  private func fewer(_ expression: String) -> [String] {
    let words = TargetWords.split(expression)
    if words.count > 1 {
      return words.indices.map { index in
        words.enumerated().filter { $0.offset != index }.map(\.element).joined(separator: ", ")
      }
    }
    let order = ["all", "majority", "minority", "any"]
    guard let place = order.firstIndex(of: expression) else { return [] }
    // The seed draws the smaller of these from the same sequence: a part of the same hosts.
    return order[(place + 1)...].filter { count($0) < count(expression) && count($0) > 0 }
      .prefix(1).map { $0 }
  }

  private func count(_ role: String) -> Int {
    let hosts = mission.database.hosts
    switch role {
    case "all": return hosts
    case "majority": return hosts / 2 + 1
    case "minority": return (hosts - 1) / 2
    default: return 1
    }
  }
}

/// Spans and magnitudes.
extension Reductions {
  /// The quiet before the first step need not be longer than it was at first.
  private var earlier: [Reduction] {
    func first(_ mission: Mission) -> Nanoseconds? {
      mission.steps.compactMap { if case .at(let offset) = $0.start { offset } else { nil } }.min()
    }
    guard let now = first(mission), let then = first(original), now > then else { return [] }
    var smaller = mission
    for index in smaller.steps.indices {
      guard case .at(let offset) = smaller.steps[index].start else { continue }
      smaller.steps[index].start = .at(offset - now + then)
    }
    return [Reduction(mission: smaller, words: "first step at \(then) instead of \(now)")]
  }

  private func life(_ index: Int, _ step: MissionStep, _ before: MissionStep?) -> [Reduction] {
    guard let life = step.life, let half = half(life, of: before?.life, least: Self.shortestLife)
    else { return [] }
    var smaller = mission
    smaller.steps[index].life = half
    return [Reduction(mission: smaller, words: change("\(step.name) for", "\(half)", "\(life)"))]
  }

  private func distance(_ index: Int, _ step: MissionStep, _ before: MissionStep?) -> [Reduction] {
    guard case .after(let anchor, let plus) = step.start else { return [] }
    // After a removal a distance may be new, or longer than it was: then it has no first length.
    var first: Nanoseconds?
    if case .after(_, let old)? = before?.start, old >= plus { first = old }
    guard let half = half(plus, of: first ?? plus, least: Self.shortestLife) else { return [] }
    var smaller = mission
    smaller.steps[index].start = .after(anchor, plus: half)
    return [
      Reduction(
        mission: smaller, words: change("\(step.name) after \(anchor) +", "\(half)", "\(plus)"))
    ]
  }

  private func magnitudes(
    _ index: Int, _ step: MissionStep, _ before: MissionStep?
  ) -> [Reduction] {
    guard let kind = step.action.kind, let signature = catalogue.signatures[kind] else { return [] }
    return signature.parameters.compactMap { parameter in
      guard Magnitudes.milder.contains("\(kind) \(parameter.name)"),
        let value = step.parameters[parameter.name], let half = halved(value, parameter),
        !isSmall(value, before?.parameters[parameter.name])
      else { return nil }
      var smaller = mission
      smaller.steps[index].parameters[parameter.name] = half
      let words = change(
        "\(step.name) \(parameter.name)", ExactText.value(half), ExactText.value(value))
      return Reduction(mission: smaller, words: words)
    }
  }

  /// Whether a value was halved as often as it may be.
  private func isSmall(_ value: ParameterValue, _ first: ParameterValue?) -> Bool {
    guard let now = QuantityText.measure(value), let first, let then = QuantityText.measure(first)
    else { return false }
    return now.magnitude * Double(1 << Self.mostHalvings) <= then.magnitude
  }

  private func half(
    _ span: Nanoseconds, of first: Nanoseconds?, least: Nanoseconds
  ) -> Nanoseconds? {
    let most = first ?? span
    guard span.rawValue << Self.mostHalvings > most.rawValue else { return nil }
    let half = Nanoseconds(rawValue: span.rawValue / 2 / 1_000_000 * 1_000_000)
    return half >= least ? half : nil
  }

  /// Half of a value; nil where that is out of its bounds or nothing new.
  private func halved(
    _ value: ParameterValue, _ parameter: ParameterSignature
  ) -> ParameterValue? {
    let half: ParameterValue
    switch value {
    case .duration(let span):
      let unit: Int64 = span.rawValue.magnitude > 2_000_000 ? 1_000_000 : 1000
      half = .duration(Nanoseconds(rawValue: span.rawValue / 2 / unit * unit))
    case .ratio(let share): half = .ratio((share * 5_000).rounded() / 10_000)
    case .partsPerMillion(let parts): half = .partsPerMillion((parts / 2).rounded())
    case .number(let count) where parameter.type == .count:
      half = .number((count / 2).rounded(.down))
    case .number(let number): half = .number((number * 500).rounded() / 1000)
    case .bytes, .rate, .bandwidth, .flag, .text: return nil
    }
    guard let number = QuantityText.measure(half), number != 0, half != value,
      parameter.bounds?.contains(number.magnitude) ?? true
    else { return nil }
    return half
  }
}
