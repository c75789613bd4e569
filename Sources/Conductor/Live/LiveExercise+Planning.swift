import Evidence
package import Exercises
import Foundation
import MissionLanguage
import Vocabulary

/// Red's desk: texts are read, kept, proposed, and, where white takes one, become the plan.
extension LiveExercise {
  /// All that is wrong with a text, or what it would do here.
  package func review(
    _ text: String, for person: Participant
  ) async throws(Refusal) -> MissionReview {
    if let refusal = Permissions.refusal(toRead: .missions, role: person.role) { throw refusal }
    let text = try MissionText.checked(text)
    return await Self.review(text, on: desk)
  }

  /// Beside the exercise, which must not wait for somebody who types.
  private nonisolated static func review(
    _ text: String, on desk: MissionDesk
  ) async -> MissionReview { desk.review(text) }

  /// The mission's text, red's own draft, and what waits for white.
  package func missionTexts(for person: Participant) async throws(Refusal) -> MissionTexts {
    if let refusal = Permissions.refusal(toRead: .missions, role: person.role) { throw refusal }
    note(reader: person)
    let mayDraft = Permissions.refusal(toRead: .draft, role: person.role) == nil
    return MissionTexts(
      mission: mission, draft: mayDraft ? text(at: folder.draft) : nil,
      proposal: record.exercise.proposal == nil ? nil : text(at: folder.proposal))
  }

  private var desk: MissionDesk { MissionDesk(plan, capabilities: machine.capabilities) }

  private func text(at path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  func keepDraft(_ text: String) throws(Refusal) { try keep(text, at: folder.draft) }

  private func keep(_ text: String, at path: String) throws(Refusal) {
    do throws(EvidenceError) { try LiveFiles.writePrivately(text, to: path) } catch {
      machine.progress("\(card.code)  \(error)")
      throw Refusal(.failed, "it could not be kept", hint: "the console's log says why")
    }
  }

  /// Puts the draft before white, once more free of mistakes.
  func propose(_ id: String, reason: String, by person: Participant) throws(Refusal) {
    guard let draft = text(at: folder.draft) else {
      throw Refusal(.missing, "there is no draft to propose", hint: "keep one first")
    }
    _ = try planned(draft)
    try keep(draft, at: folder.proposal)
    record.append(
      .red, .planProposed, at: now, step: nil, host: nil,
      [
        "id": .string(id), "reason": .string(reason), "by": .string(person.name),
        "sha256": .string(Token.digest(of: draft)),
      ])
  }

  private func planned(_ text: String) throws(Refusal) -> Plan {
    switch desk.plan(of: text) {
    case .success(let plan): return plan
    case .failure(let errors):
      let count = errors.diagnostics.count
      throw Refusal(
        .invalid, "the mission has \(count == 1 ? "a mistake" : "\(count) mistakes")",
        hint: errors.diagnostics.first?.description)
    }
  }

  /// Takes a proposal in the mission's place: another plan, another salt, another commitment.
  ///
  /// Effect: a range that is up was built for the plan before; it is taken down, and the go /
  ///         no-go list is open again.
  func changePlan(_ proposal: ShownProposal, by person: Participant) async throws(Refusal) {
    guard work == nil, begun == nil else {
      throw Refusal(.phase, "the range is being built", hint: "wait until it is up")
    }
    guard let text = text(at: folder.proposal), Token.digest(of: text) == proposal.sha256 else {
      throw Refusal(.failed, "what was proposed lies there no more", hint: "red proposes it again")
    }
    let next = try planned(text)
    do {
      try take(next, of: text, from: proposal, by: person)
    } catch {
      machine.progress("\(card.code)  the plan could not be changed: \(error)")
      throw Refusal(.failed, "the plan could not be changed", hint: "the console's log says why")
    }
    dropProposal()
    if record.exercise.phase == .preflight { noteOpenList() }
    guard let old = range else { return }
    range = nil
    inBackground { _ in await old.down() }
    await work?.value
  }

  private func take(
    _ next: Plan, of text: String, from proposal: ShownProposal, by person: Participant
  ) throws {
    let files = LivePlanFiles(folder: folder)
    let salt = LivePeople.bytes(32)
    let written = try CanonicalJSON.document(next)
    try files.prepare(
      mission: text, plan: written, constants: try constants(of: next),
      salt: Commitment.text(salt: salt) + "\n")
    let commitment = Commitment(
      salt: salt, mission: Array(text.utf8), plan: Array(written.utf8)
    ).digest
    var design = record.exercise.design
    design.take(next)
    var fields = design.fields
    fields["id"] = .string(proposal.id)
    fields["by"] = .string(person.name)
    fields["sha256"] = .string(proposal.sha256)
    fields["commitment"] = .string(commitment)
    // From this record on it is the other plan, also for a process that comes after this one.
    record.append(.white, .planChanged, at: now, step: nil, host: nil, fields)
    (plan, mission, explained) = (next, text, nil)
    card.commitment = commitment
    try record.flush()
    try files.change(proposal.id)
  }

  /// By the promises that the exercise was made with, whatever the text names.
  private func constants(of next: Plan) throws -> String {
    let old = try CanonicalJSON.decode(
      ScoringConstants.self, from: try LiveFiles.read(folder.constants))
    let service = Service(
      constants: old.service, rubric: old.rubric,
      liveBudget: old.liveBudget == plan.liveBudget ? nil : old.liveBudget)
    return try CanonicalJSON.document(ScoringConstants(plan: next, service: service))
  }

  func dropProposal() { try? FileManager.default.removeItem(atPath: folder.proposal) }
}

extension RunFolder {
  /// What red keeps for itself before the start; for its owner alone.
  var draft: String { path + "/draft.yaml" }
  /// What red proposed and white has not answered; for its owner alone.
  var proposal: String { path + "/proposal.yaml" }
}
