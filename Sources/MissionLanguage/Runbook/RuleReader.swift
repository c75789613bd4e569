import Vocabulary

/// Reads the rules of a runbook.
struct RuleReader {
  static let ruleKeys = ["on", "then"]
  static let entryKeys = ["after", "hypothesis", "decide", "act", "on"]
  static let hypothesisKeys = ["mechanism", "location", "confidence", "evidence"]

  /// The kinds that hypotheses may name.
  let catalogue: Catalogue
  /// Where complaints go.
  let report: Report

  /// The items of a non-empty list; nothing after a complaint.
  func items(_ node: YAMLNode?, called name: String) -> [YAMLNode] {
    guard let node else { return [] }
    guard case .sequence(let items) = node.content, !items.isEmpty else {
      report.add(
        node.position, "`\(name)` must be a list with at least one item",
        hint: "start each item with a dash")
      return []
    }
    return items
  }

  /// `{on: alert SlowFsync, then: [...]}`.
  func rule(_ node: YAMLNode) -> Runbook.Rule? {
    guard let section = Section(node, name: "a rule", keys: Self.ruleKeys, report: report)
    else { return nil }
    let condition = section.required("on", .condition, example: "on: alert WriteUnavailable")
    switch condition {
    case .stepEffective, .blueDecided:
      report.add(
        section.valuePosition(of: "on"), "a person on call cannot see this condition",
        hint: "wait for an alert, such as `on: alert WriteUnavailable`")
    default:
      if let complaint = catalogue.unobserved(condition) {
        report.add(section.valuePosition(of: "on"), complaint)
      }
    }
    let isAlert = if case .alert = condition { true } else { false }
    let entries = items(
      section.required("then", example: "then: [{after: 2s, decide: end-maintenance}]"),
      called: "then")
    return Runbook.Rule(on: condition, entries: entries.compactMap { entry($0, isAlert: isAlert) })
  }

  private func entry(_ node: YAMLNode, isAlert: Bool) -> Runbook.Entry? {
    let action = action(of: node)
    let signature = action.flatMap { catalogue.signatures[$0] }
    let section = Section(
      node, name: signature == nil ? "an entry" : "`act: \(action ?? "")`",
      keys: Self.entryKeys + (signature?.parameters.map(\.name) ?? []), report: report,
      anyKey: action.map { !catalogue.actions.contains($0) } ?? false,
      elsewhere: catalogue.owners)
    guard let section else { return nil }
    let delay = section.required("after", .duration(Limits.offset), example: "after: 2s")
    let moves = ["hypothesis", "decide", "act"].filter { section.node($0) != nil }
    guard moves.count == 1 else {
      report.add(
        moves.isEmpty ? section.position : section.position(of: moves[1]),
        moves.isEmpty ? "this entry does nothing" : "an entry does one thing only",
        hint: "an entry has exactly one of hypothesis, decide, act")
      return nil
    }
    if moves != ["act"] || signature?.targets == StepSignature.TargetShape.none,
      section.node("on") != nil
    {
      report.add(
        section.position(of: "on"), "`on` goes with an `act` on hosts only", hint: "drop it")
    }
    let move: Runbook.Move?
    switch moves[0] {
    case "decide": move = .decide(section.required("decide", decision(isAlert), example: ""))
    case "act": move = act(section, signature, isAlert: isAlert)
    default: move = hypothesis(section.node("hypothesis"), isAlert)
    }
    return move.map { Runbook.Entry(delay: delay, move: $0) }
  }

  /// The kind after `act:`, before it is known to be one.
  private func action(of node: YAMLNode) -> String? {
    guard case .mapping(let entries) = node.content,
      case .scalar(let kind, _)? = entries.first(where: { $0.key == "act" })?.value.content
    else { return nil }
    return kind.trimmed
  }

  private func act(
    _ section: Section, _ signature: StepSignature?, isAlert: Bool
  ) -> Runbook.Move {
    let catalogue = catalogue
    let kind = section.required(
      "act",
      Reading(placeholder: "") { text throws(Complaint) in try catalogue.checkAction(text) },
      example: "act: maintenance.start")
    var parameters: [String: ParameterValue] = [:]
    if let signature, signature.verb == .operate {
      parameters = StepParameters(report: report).read(section, signature)
    }
    // What a kind acts on is known of known kinds only; of others one complaint is enough.
    guard signature?.targets != StepSignature.TargetShape.none, !kind.isEmpty else {
      return .act(kind: kind, on: "", parameters: parameters)
    }
    let on = section.required("on", selector(isAlert), example: "on: stopped")
    return .act(kind: kind, on: on, parameters: parameters)
  }

  private func hypothesis(_ node: YAMLNode?, _ isAlert: Bool) -> Runbook.Move? {
    guard let node,
      let section = Section(node, name: "a hypothesis", keys: Self.hypothesisKeys, report: report)
    else { return nil }
    let catalogue = catalogue
    let kind = Reading(placeholder: "") { text throws(Complaint) in try catalogue.check(text) }
    return .hypothesis(
      mechanism: section.required("mechanism", kind, example: "mechanism: disk.slow"),
      location: section.required("location", selector(isAlert), example: "location: alerted"),
      confidence: section.required("confidence", .ratio, example: "confidence: 70%"),
      evidence: section.optional("evidence", .text))
  }

  /// A selector; `alerted` only below a rule that an alert sets off.
  private func selector(_ isAlert: Bool) -> Reading<String> {
    Reading(placeholder: "leader") { text throws(Complaint) in
      let word = try Selectors.check(text)
      if word == "alerted", !isAlert {
        throw Complaint(
          "no alert set this rule off, so no host is alerted",
          hint: "use leader, followers or stopped, or let the rule start `on: alert …`")
      }
      return word
    }
  }

  /// A verb and, if it acts on hosts, one selector.
  private func decision(_ isAlert: Bool) -> Reading<String> {
    let selector = selector(isAlert)
    return Reading(placeholder: "") { text throws(Complaint) in
      let (verb, target) = ResponseWords.split(text)
      guard Words.isName(verb) else {
        throw Complaint(
          "`\(text)` is not a decision", hint: "write `end-maintenance` or `restart alerted`")
      }
      return target.isEmpty ? verb : "\(verb) \(try selector.read(target))"
    }
  }
}
