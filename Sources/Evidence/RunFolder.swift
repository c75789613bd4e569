/// Where each file of one run stands; `docs/reference/run-folder.md` is its grammar.
package struct RunFolder: Sendable, Equatable {
  /// The folder, relative or absolute.
  package var path: String

  /// A folder that may not exist yet.
  package init(path: String) { self.path = path }

  /// The mission as its author wrote it.
  package var mission: String { path + "/mission.yaml" }
  /// The plan.
  package var plan: String { path + "/plan.json" }
  /// The constants that its scores depend on.
  package var constants: String { path + "/constants.json" }
  /// Machine, versions, responder.
  package var environment: String { path + "/environment.json" }
  /// The hash-chained timeline.
  package var timeline: String { path + "/timeline.jsonl" }
  /// The clients' history.
  package var history: String { path + "/history.cyh" }
  /// The steps of the clients' transactions; not there where the load has none.
  package var transactions: String { path + "/transactions.cyt" }
  /// Every page of Alertmanager as it arrived; not there where alerts are built in.
  package var alerts: String { path + "/alerts.jsonl" }
  /// The agent's undo journal.
  package var journal: String { path + "/journal.jsonl" }
  /// Verdicts of the checkers, derived.
  package var verdict: String { path + "/verdict.json" }
  /// The score, derived.
  package var score: String { path + "/score.json" }
  /// What each failed operation is put down to, derived.
  package var attribution: String { path + "/attribution.json" }
  /// What a list of exercises needs of it, derived.
  package var summary: String { path + "/summary.json" }
  /// The debrief, derived.
  package var debrief: String { path + "/debrief.html" }
  /// The debrief as text, derived.
  package var debriefText: String { path + "/debrief.md" }
  /// The ablation's arms with their runs.
  package var ablation: String { path + "/ablation.json" }
  /// What a search for the smallest failing mission tried; beside folders of its trials.
  package var shrinking: String { path + "/shrink.json" }
  /// Of an exercise with people, what happened beside its clock: invitations, grades, reveal.
  package var exercise: String { path + "/exercise.jsonl" }
  /// Of an exercise with people, exactly what blue may see, numbered from 1.
  package var blue: String { path + "/blue.jsonl" }
  /// Of an exercise with people, who they are and what opens the door to them; for the owner only.
  package var people: String { path + "/people.json" }
  /// Of an exercise with people, the salt of its commitment; for the owner only.
  package var salt: String { path + "/salt.json" }
  /// Of an exercise with people, recorded terminals.
  package var recordings: String { path + "/recordings" }
  /// Of an exercise with people, the bodies of webhooks as they came.
  package var alertsIn: String { path + "/alerts-in" }
  /// SHA-256 of every file.
  package var seal: String { path + "/SEAL" }
  /// Logs and leftovers by host.
  package var hosts: String { path + "/hosts" }

  /// The run with nobody responding.
  package var twin: RunFolder { RunFolder(path: path + "/twin") }
  /// Of an exercise with people, its twin while it is being played; it is never sealed.
  package var unfinishedTwin: RunFolder { RunFolder(path: path + "/twin.part") }
  /// Of an exercise with people, the machines that it is meant for; for the owner only.
  package var inventory: String { path + "/inventory.json" }
}
