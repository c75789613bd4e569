package import Vocabulary

/// How the plan may become another one before the start: red proposes, white decides.
extension ExerciseState {
  func replan(_ command: ExerciseCommand, by person: Participant) throws(Refusal) -> [Action] {
    try refuseWhileStarting()
    switch command {
    case .draft(let mission): return [.effect(.keepDraft(mission))]
    case .propose(let reason):
      let id = "P\(proposals + 1)"
      return [.effect(.propose(id: id, reason: reason, by: person))]
    case .approve(let id):
      return [.effect(.changePlan(try waiting(id), by: person))]
    case .refuse(let id, let reason):
      let proposal = try waiting(id)
      return [
        .record(
          .init(
            .white, .planRefused, by: person,
            ["id": .string(proposal.id), "reason": .string(reason)])),
        .effect(.dropProposal),
      ]
    default: preconditionFailure("decide sends only changes of the plan here")
    }
  }

  /// White answers what it has read: a newer proposal is another one.
  private func waiting(_ id: String) throws(Refusal) -> ShownProposal {
    guard let proposal, proposal.id.lowercased() == id.lowercased() else {
      throw Refusal(
        .missing, "no such change of plan waits",
        hint: proposal.map { "\($0.id) of \($0.by) waits: read it first" } ?? "none waits")
    }
    return proposal
  }

  mutating func applyPlanning(_ event: TimelineEvent) {
    let fields = event.fields
    switch event.kind {
    case .planProposed:
      guard phase == .designed || phase == .preflight else { return }
      proposals += 1
      proposal = ShownProposal(
        id: fields["id"]?.text ?? "P\(proposals)", by: fields["by"]?.text ?? "",
        reason: fields["reason"]?.text ?? "", sha256: fields["sha256"]?.text ?? "")
    case .planRefused: proposal = nil
    case .planChanged:
      guard phase == .designed || phase == .preflight, let design = ExerciseDesign(fields) else {
        return
      }
      proposal = nil
      // Whatever was agreed to start on was another plan.
      startAskers = []
      self.design = design
      // What red holds stays held where the plan still has it.
      let before = steps
      steps = [:]
      for step in design.steps { steps[step] = before[step] ?? .waiting }
    default: break
    }
  }
}

extension ExerciseDesign {
  /// The design that an event's fields hold; nil where they hold none.
  package init?(_ fields: [String: JSONValue]) {
    guard let text = try? CanonicalJSON.line(fields),
      let design = try? CanonicalJSON.decode(ExerciseDesign.self, from: text)
    else { return nil }
    self = design
  }

  /// The design as the fields of an event.
  package var fields: [String: JSONValue] {
    let text = (try? CanonicalJSON.line(self)) ?? "{}"
    return (try? CanonicalJSON.decode([String: JSONValue].self, from: text)) ?? [:]
  }
}
