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
  /// The debrief, derived.
  package var debrief: String { path + "/debrief.html" }
  /// The debrief as text, derived.
  package var debriefText: String { path + "/debrief.md" }
  /// The ablation's arms with their runs.
  package var ablation: String { path + "/ablation.json" }
  /// SHA-256 of every file.
  package var seal: String { path + "/SEAL" }
  /// Logs and leftovers by host.
  package var hosts: String { path + "/hosts" }

  /// The run with nobody responding.
  package var twin: RunFolder { RunFolder(path: path + "/twin") }
}
