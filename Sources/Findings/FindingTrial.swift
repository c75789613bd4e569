/// One exercise in which a gap could have shown itself.
///
/// Shape: a fact of a run folder; nobody types it in.
package struct FindingTrial: Sendable, Equatable, Codable {
  /// The run folder, `<mission>/<UTC time>-<seed>`.
  package var run: String
  /// The mission.
  package var mission: String
  /// `people`, `none` or `runbook:<name>`.
  package var responder: String
  /// Every choice that the mission left open came from it.
  package var seed: UInt64
  /// When the run began, `2026-11-28T13:00:00Z`; empty where nobody knows.
  package var began: String
  /// Whether the gap showed itself.
  package var isShown: Bool
  /// Whether the exercise may be believed; one that may not counts in no n.
  package var isValid: Bool
  /// Why it may not, or what a person saw.
  package var note: String?
  /// The damage without a response, as this run and its twin measured it.
  package var blast: FindingBlast?
  /// When the evidence says that it began, where `began` is a simulated day; nil otherwise.
  package var evidenceBegan: String?

  /// A trial.
  package init(
    run: String, mission: String, responder: String, seed: UInt64, began: String, isShown: Bool,
    isValid: Bool = true, note: String? = nil, blast: FindingBlast? = nil,
    evidenceBegan: String? = nil
  ) {
    self.run = run
    self.mission = mission
    self.responder = responder
    self.seed = seed
    self.began = began
    self.isShown = isShown
    self.isValid = isValid
    self.note = note
    self.blast = blast
    self.evidenceBegan = evidenceBegan
  }

  /// Whether people responded; what people must do, only they can test.
  package var isOfPeople: Bool { responder == "people" }

  /// Whether it counts on a day that is not the one on which it took place.
  package var isSimulated: Bool { evidenceBegan != nil }
}
