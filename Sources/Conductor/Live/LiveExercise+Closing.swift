import Debrief
import Evidence
package import Exercises
import Foundation
import Vocabulary

extension LiveExercise {
  /// Sums the folder up; nothing of the exercise is written into it afterwards.
  func seal() async throws(Refusal) {
    await work?.value
    // An exercise that was called off before its clock ran has nothing to be summed up.
    guard origin != nil else { return }
    do {
      try await Self.derive(folder)
    } catch {
      machine.progress("\(card.code)  it could not be summed up: \(error)")
      throw Refusal(.failed, "it could not be summed up", hint: "the console's log says why")
    }
  }

  private nonisolated static func derive(_ folder: RunFolder) async throws {
    let (assessment, twin) = try Derivation.assess(folder)
    try Derivation.writeScore(assessment, twin: twin)
    try Derivation.writeDebrief(assessment, twin: twin)
  }

  /// Publishes the salt; the seal of before is kept, and the new one covers it.
  func reveal() throws(Refusal) {
    do {
      let files = FileManager.default
      if files.fileExists(atPath: folder.seal) {
        try files.moveItem(atPath: folder.seal, toPath: folder.seal + ".1")
      }
      let published: [String: JSONValue] = [
        "code": .string(card.code), "commitment": .string(card.commitment),
        "salt": .string(salt ?? ""), "mission_sha256": .string(plan.missionSha256),
      ]
      let text = try CanonicalJSON.document(published)
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path + "/reveal.json"))
    } catch {
      machine.progress("\(card.code)  it could not be revealed: \(error)")
      throw Refusal(.failed, "the reveal could not be written", hint: "the console's log says why")
    }
  }

  /// The salt; whoever asks must know whether it is public.
  var salt: String? {
    (try? LiveFiles.read(folder.salt)).map {
      String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  /// Seals what is written by now.
  func writeSeal() throws(Refusal) {
    do throws(EvidenceError) { try Seal.write(folder) } catch {
      machine.progress("\(card.code)  \(error)")
      throw Refusal(.failed, "the seal could not be written", hint: "the console's log says why")
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
