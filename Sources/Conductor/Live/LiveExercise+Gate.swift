import Evidence
import Exercises
import MissionLanguage
import Vocabulary

extension LiveExercise {
  /// What the team's program says to this exercise; nil where no program has a say.
  func askGate() -> GateAnswer? {
    do {
      return machine.gate(
        GatedExercise(code: card.code, service: try service(), retests: retests))
    } catch {
      // What it would be asked about cannot be read: that opens no gate.
      return GateAnswer(isOpen: false, detail: "constants.json cannot be read: \(error)")
    }
  }

  /// Throws where the program does not let the clock start now; it may have been asked hours ago.
  func passGate() throws(Refusal) {
    guard let gate = askGate(), !gate.isOpen else { return }
    note(gate.item)
    throw Refusal(.phase, gate.detail)
  }

  /// By whose promises it is scored.
  private func service() throws -> String {
    try CanonicalJSON.decode(ScoringConstants.self, from: try LiveFiles.read(folder.constants))
      .service.name
  }

  /// The findings that the mission names; what people play may have been changed before the start.
  private var retests: [String] {
    let parsed = MissionParser.parse(
      mission, file: "\(plan.mission).yaml", catalogue: MissionDesk.catalogue)
    return (try? parsed.get())?.retests ?? []
  }
}
