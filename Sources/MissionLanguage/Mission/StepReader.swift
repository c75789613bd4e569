import Vocabulary

/// Reads one item of `steps:`.
struct StepReader {
  static let verbs = ["inject", "operate", "cue", "wait", "heal"]
  static let startKeys = ["at", "after", "when"]
  static let targetKeys = ["on", "from", "to", "between", "and"]

  /// The kinds that steps may name.
  let catalogue: Catalogue
  /// The names of the targets section.
  let bound: [String]
  /// Where complaints go.
  let report: Report

  /// The step; nil where it is not even clear what it does.
  func read(_ node: YAMLNode) -> RawStep? {
    guard let verb = verb(of: node) else { return nil }
    let kind = verb.value
    let signature = catalogue.signatures[kind]
    let isPlanned = signature == nil && catalogue.notYet[kind] != nil
    let named = verb.word == "inject" || verb.word == "operate"
    let section = Section(
      node, name: named && !kind.isEmpty ? "`\(verb.word): \(kind)`" : "a `\(verb.word)` step",
      keys: keys(of: verb.word, signature), report: report,
      anyKey: isPlanned || named && signature == nil, elsewhere: catalogue.owners)
    guard let section, let action = action(verb.word, section) else { return nil }
    var step = RawStep(
      action: action, givenName: section.optional("as", .word), start: start(section),
      life: life(verb.word, section), targets: [:], parameters: [:], position: section.position,
      namePosition: section.position(of: "as"), startPosition: section.position,
      healPosition: section.valuePosition(of: "heal"))
    if let key = Self.startKeys.first(where: { section.node($0) != nil }) {
      step.startPosition = section.valuePosition(of: key)
    }
    if let signature {
      checkVerb(verb.word, signature, section)
      step.targets = StepTargets(bound: bound, report: report).read(section, signature)
      step.parameters = StepParameters(report: report).read(section, signature)
    } else if isPlanned {
      for key in Self.targetKeys { step.targets[key] = section.optional(key, .text) }
    }
    return step
  }

  private func verb(of node: YAMLNode) -> (word: String, value: String)? {
    guard case .mapping(let entries) = node.content else {
      report.add(
        node.position, "a step must be a mapping, but this is \(node.describing)",
        hint: "write `- inject: net.cut` with its keys below")
      return nil
    }
    let present = entries.filter { Self.verbs.contains($0.key) }
    guard let first = present.first else {
      let guess = entries.lazy.compactMap { Spelling.nearest(to: $0.key, among: Self.verbs) }.first
      report.add(
        node.position, "this step does nothing",
        hint: (guess.map { "did you mean `\($0)`? " } ?? "")
          + "a step has exactly one of \(Self.verbs.joined(separator: ", "))")
      return nil
    }
    if let second = present.first(where: { $0.key != first.key }) {
      report.add(
        second.position, "a step cannot both `\(first.key)` and `\(second.key)`",
        hint: "make two steps of it; they may start at the same time")
      return nil
    }
    guard case .scalar(let value, _) = first.value.content else { return (first.key, "") }
    return (first.key, value.trimmed)
  }

  private func keys(of verb: String, _ signature: StepSignature?) -> [String] {
    var keys = [verb] + Self.startKeys + ["as"]
    if verb == "inject" { keys.append("for") }
    guard let signature else { return keys }
    switch signature.targets {
    case .hosts: keys.append("on")
    case .link: keys += Self.targetKeys
    case .none: break
    }
    return keys + signature.parameters.map(\.name)
  }

  private func action(_ verb: String, _ section: Section) -> StepAction? {
    switch verb {
    case "inject", "operate":
      let catalogue = catalogue
      let reading = Reading(placeholder: "") { text throws(Complaint) in
        try catalogue.check(text)
      }
      let kind = section.required(verb, reading, example: "\(verb): kind")
      return verb == "inject" ? .inject(kind) : .operate(kind)
    case "cue": return .cue(section.required("cue", .text, example: "cue: \"a message\""))
    case "heal":
      let name = section.required("heal", .word, example: "heal: slow-disk")
      return .heal(StepName(rawValue: name))
    default: return .wait
    }
  }

  private func checkVerb(_ verb: String, _ signature: StepSignature, _ section: Section) {
    guard signature.verb.rawValue != verb else { return }
    let isFault = signature.verb == .inject
    report.add(
      section.position(of: verb),
      "`\(signature.kind)` is \(isFault ? "a fault" : "an operator's action")",
      hint: "write `\(signature.verb.rawValue): \(signature.kind)`")
  }

  private func life(_ verb: String, _ section: Section) -> Nanoseconds? {
    switch verb {
    case "wait": return section.required("wait", .duration(Limits.life), example: "wait: 5s")
    case "inject":
      return section.required("for", .duration(Limits.life), example: "for: 20s")
    default: return nil
    }
  }

  private func start(_ section: Section) -> StepStart? {
    let present = Self.startKeys.filter { section.node($0) != nil }
    if present.count > 1 {
      report.add(
        section.position(of: present[1]),
        "a step cannot start both `\(present[0])` and `\(present[1])`",
        hint: "keep one; a `wait` step with a name can stand between two others")
    }
    return section.optional("at", .at) ?? section.optional("after", .after)
      ?? section.optional("when", .when)
  }
}
