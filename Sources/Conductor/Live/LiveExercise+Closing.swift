import Debrief
import Evidence
package import Exercises
import Foundation
import Vocabulary

extension LiveExercise {
  /// Sums the folder up and seals it; nothing of the exercise is written into it afterwards.
  ///
  /// Effect: the SEAL comes last. What was cut short, by a full disk or a crash, may be done again;
  ///         what is sealed already stays as it is.
  func seal() async throws(Refusal) {
    guard !LiveSeal(folder).isWritten else { return }
    await work?.value
    // An exercise that was called off before its clock ran has nothing to be summed up.
    if origin != nil {
      do {
        try await Self.derive(folder)
      } catch {
        machine.progress("\(card.code)  it could not be summed up: \(error)")
        throw Refusal(
          .failed, "it could not be summed up", hint: "the console's log says why; then seal again")
      }
    }
    try writeSeal(again: "seal")
  }

  private nonisolated static func derive(_ folder: RunFolder) async throws {
    let (assessment, twin) = try Derivation.assess(folder)
    try Derivation.writeScore(assessment, twin: twin)
    try Derivation.writeDebrief(assessment, twin: twin)
  }

  /// Publishes the salt; the seal of before is kept, and `sealReveal` covers both.
  func reveal() throws(Refusal) {
    let seal = LiveSeal(folder)
    guard !seal.isRevealWritten else { return }
    guard let salt else {
      throw Refusal(.failed, "the salt cannot be read", hint: "salt.json of its folder is needed")
    }
    let isSealed: Bool
    do {
      isSealed = try seal.keepFirst()
      var published: [String: JSONValue] = [
        "code": .string(card.code), "commitment": .string(card.commitment),
        "salt": .string(salt), "mission_sha256": .string(plan.missionSha256),
      ]
      let former = LivePlanFiles(folder: folder).former(record.store)
      if !former.isEmpty { published["former"] = .array(former) }
      let text = try CanonicalJSON.document(published)
      if isSealed {
        try Data(text.utf8).write(
          to: URL(fileURLWithPath: folder.path + "/reveal.json"), options: .atomic)
      }
    } catch {
      machine.progress("\(card.code)  it could not be revealed: \(error)")
      throw Refusal(
        .failed, "the reveal could not be written",
        hint: "the console's log says why; then reveal again")
    }
    guard isSealed else {
      throw Refusal(.phase, "the records are not sealed yet", hint: "seal once more, then reveal")
    }
  }

  /// Seals what was revealed, once the reveal itself is written down.
  func sealReveal() throws(Refusal) {
    guard !LiveSeal(folder).isRevealWritten else { return }
    try writeSeal(again: "reveal")
  }

  /// The salt; whoever asks must know whether it is public.
  var salt: String? {
    (try? LiveFiles.read(folder.salt)).map {
      String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  /// Seals what is written by now; events that a full disk kept waiting are written first.
  private func writeSeal(again command: String) throws(Refusal) {
    do throws(EvidenceError) {
      try record.flush()
      try Seal.write(folder)
    } catch {
      machine.progress("\(card.code)  \(error)")
      throw Refusal(
        .failed, "the seal could not be written",
        hint: "the console's log says why; then \(command) again")
    }
  }

  /// Away from the exercise's own executor, for whoever is told may read all of the folder.
  nonisolated static func tell(
    _ listener: @Sendable (RunFolder) -> Void, of folder: RunFolder
  ) async {
    listener(folder)
  }

  /// The debrief in one form, made anew from the folder; a secret before the reveal.
  package func debrief(
    for person: Participant, as form: DebriefForm
  ) async throws(Refusal) -> String {
    let phase = record.exercise.phase
    let isHidden = phase.isBlind && (person.role == .blue || person.role == .observer)
    guard !isHidden else {
      throw Refusal(.phase, "the debrief opens at the reveal")
    }
    guard phase.isOver || phase == .graded || phase == .sealed || phase == .revealed else {
      throw Refusal(.phase, "there is no debrief before the end")
    }
    guard origin != nil else {
      throw Refusal(.missing, "it ended before its clock started: there is nothing to debrief")
    }
    await work?.value
    do {
      return try await Self.debrief(folder, as: form)
    } catch {
      machine.progress("\(card.code)  no debrief: \(error)")
      throw Refusal(.failed, "the debrief could not be made", hint: "the console's log says why")
    }
  }

  private nonisolated static func debrief(
    _ folder: RunFolder, as form: DebriefForm
  ) async throws -> String {
    let (assessment, twin) = try Derivation.assess(folder)
    let input = Derivation.debrief(assessment, twin: twin)
    return switch form {
    case .html: DebriefPage.html(input, assets: .linked)
    case .markdown: DebriefText.markdown(input)
    case .json: try DebriefText.json(input)
    }
  }
}
