import Vocabulary

/// One step of a plan in plain English.
struct StepText {
  /// The plan that the step belongs to.
  let plan: Plan
  /// The kinds, for summaries and proofs.
  let signatures: [String: StepSignature]

  /// The step's paragraph.
  func lines(
    _ step: PlannedStep, number: Int, commands: [(command: String, undo: String?)]
  ) -> [String] {
    var lines = ["", "  \(number). \(step.name): \(when(step))", "     \(what(step))"]
    if let signature = signatures[step.kind], step.verb == .inject || step.verb == .operate {
      lines.append("     What it does: \(signature.summary)")
      lines.append("     How it is proved: \(signature.proof)")
    }
    if let end = end(step) { lines.append("     \(end)") }
    for entry in commands {
      lines.append("     Does:   \(entry.command)")
      lines.append("     Undoes: \(entry.undo ?? "nothing; what it did stays until somebody acts")")
    }
    lines.append("     While the clock is paused: \(pause(step))")
    return lines
  }

  private func when(_ step: PlannedStep) -> String {
    switch step.start {
    case .at(let offset): return offset == .zero ? "at the start" : "\(offset) after the start"
    case .after(let name, let plus):
      let anchor = plan.steps.first { $0.name == name }
      let event =
        switch anchor?.verb {
        case .wait: "\(name) is over"
        case .heal: "\(name) is proved healed"
        case .cue: "\(name) is delivered"
        case .inject, .operate, nil: "\(name) has taken effect"
        }
      return plus == .zero
        ? "as soon as \(event)\(nominal(step))"
        : "\(plus) after \(event)\(nominal(step))"
    case .when(let condition, let within):
      return "as soon as \(PredicateText.words(condition)); skipped, and said so, if that does not "
        + "happen within \(within)"
    }
  }

  private func nominal(_ step: PlannedStep) -> String {
    let times = NominalTimes(
      plan.steps.map { .init(name: $0.name, start: $0.start, occupies: $0.occupies) })
    guard let start = times.start(of: step.name) else { return "" }
    if let trigger = start.trigger { return " (skipped if \(trigger) is)" }
    return " (about \(start.offset) after the start)"
  }

  private func what(_ step: PlannedStep) -> String {
    let settings = parameters(step)
    switch step.verb {
    case .cue: return "Blue is told: “\(step.kind)”"
    case .wait: return "Nothing happens for \(step.lifeNs ?? .zero)."
    case .heal:
      let hosts = step.hosts.isEmpty ? "" : " on \(PlanText.list(step.hosts))"
      return "The fault \(step.kind)\(hosts) is healed."
    case .operate:
      return "An operator does \(step.kind)\(on(step))\(settings)."
    case .inject:
      return "The fault \(step.kind) begins\(on(step))\(settings), for \(step.lifeNs ?? .zero)."
    }
  }

  private func on(_ step: PlannedStep) -> String {
    guard !step.links.isEmpty else {
      return step.hosts.isEmpty ? "" : " on \(PlanText.list(step.hosts))"
    }
    var left = Set(step.links)
    var words: [String] = []
    for link in step.links where left.remove(link) != nil {
      let back = Link(from: link.to, to: link.from)
      words.append("\(link.from) \(left.remove(back) == nil ? "→" : "↔") \(link.to)")
    }
    return " on \(words.joined(separator: ", "))"
  }

  private func parameters(_ step: PlannedStep) -> String {
    let words = step.parameters.sorted { $0.key < $1.key }.map {
      "\($0.key) \(QuantityText.words($0.value))"
    }
    return words.isEmpty ? "" : " with \(words.joined(separator: ", "))"
  }

  private func end(_ step: PlannedStep) -> String? {
    guard let cure = step.cure else { return nil }
    guard cure != Cure.life else {
      return
        "It ends after its life, at the end of the exercise, or on an abort: whichever is first."
    }
    return "It is ended by \(cure), or after its life, at the end of the exercise, or on an abort."
  }

  private func pause(_ step: PlannedStep) -> String {
    let start =
      if case .when = step.start {
        "its trigger is not looked at, and its patience waits"
      } else {
        "if it has not started, it starts later by as long as the pause"
      }
    switch step.verb {
    case .inject:
      return "\(start); once in effect it stays in effect, and its life waits too."
    case .wait: return "\(start); what is left of it waits too."
    case .operate: return "\(start); once begun it is carried through."
    case .cue, .heal: return "\(start)."
    }
  }
}

extension PlannedStep {
  /// How long a wait lasts; nil for every other step.
  var occupies: Nanoseconds? { verb == .wait ? lifeNs : nil }
}
