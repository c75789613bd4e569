/// What a file of a run folder may hold, and so how closely it is kept.
///
/// docs/reference/data-classes.md prints the table.
package struct EvidenceKind: Sendable, Equatable {
  /// Parts of a run folder that are kept or removed together.
  package enum Group: String, Sendable, Codable, CaseIterable {
    case mission, score, debrief, timeline, history, alerts, recordings, logs, people, proof, other
  }

  /// A name, `*.cast` in a folder, or a folder with `/` at its end.
  package var pattern: String
  /// What it belongs to.
  package var group: Group
  /// Who may read it.
  package var dataClass: DataClass
  /// What stands in it, for people.
  package var holds: String

  private init(_ pattern: String, _ group: Group, _ dataClass: DataClass, _ holds: String) {
    self.pattern = pattern
    self.group = group
    self.dataClass = dataClass
    self.holds = holds
  }

  /// Every kind; a file that is none of them is `unknown`.
  package static let all = [
    EvidenceKind("mission.yaml", .mission, .internal, "the mission"),
    EvidenceKind("runbook.yaml", .mission, .internal, "the runbook"),
    EvidenceKind("plan.json", .score, .internal, "the plan; nothing can be read without it"),
    EvidenceKind("constants.json", .score, .internal, "what scores depend on"),
    EvidenceKind("environment.json", .score, .internal, "names and versions of the machine"),
    EvidenceKind("verdict.json", .score, .internal, "verdicts of the checkers"),
    EvidenceKind("score.json", .score, .internal, "bits, readiness, phases, by names of events"),
    EvidenceKind("attribution.json", .score, .internal, "failed operations and their reasons"),
    EvidenceKind("summary.json", .score, .internal, "what lists of exercises show of it"),
    EvidenceKind("ablation.json", .score, .internal, "parts alone and together"),
    EvidenceKind("ablation.svg", .debrief, .internal, "the same as a picture"),
    EvidenceKind("trials.json", .score, .internal, "how often it came out so"),
    EvidenceKind("debrief.html", .debrief, .confidential, "people's names and what they did"),
    EvidenceKind("debrief.md", .debrief, .confidential, "the same as text"),
    EvidenceKind("debrief.json", .debrief, .confidential, "the same as values"),
    EvidenceKind("reveal.json", .proof, .internal, "the salt of the commitment, once public"),
    EvidenceKind("timeline.jsonl", .timeline, .confidential, "names, posts, typed commands"),
    EvidenceKind("exercise.jsonl", .timeline, .confidential, "grades with their raters"),
    EvidenceKind("blue.jsonl", .timeline, .confidential, "what blue saw, posts and commands"),
    EvidenceKind(
      "transactions.cyt", .history, .internal, "made-up transactions of the load"),
    EvidenceKind("history.cyh", .history, .internal, "made-up keys and values of the load"),
    EvidenceKind("alerts.jsonl", .alerts, .confidential, "messages of the range's monitoring"),
    EvidenceKind(
      "alerts-in/", .alerts, .restricted, "raw messages of a team's own senders, as they came"),
    EvidenceKind(
      "recordings/", .recordings, .restricted, "all that terminals showed, whatever it was"),
    EvidenceKind("journal.jsonl", .logs, .internal, "faults armed, applied and healed"),
    EvidenceKind("hosts/", .logs, .confidential, "logs of databases and agents"),
    EvidenceKind(
      "people.json", .people, .restricted, "names, roles, digests of tokens, senders' secrets"),
    EvidenceKind("salt.json", .people, .restricted, "the salt of the commitment"),
    EvidenceKind(
      "inventory.json", .people, .restricted, "addresses and logins of machines looked at"),
    EvidenceKind("draft.yaml", .mission, .restricted, "a mission that red kept for itself"),
    EvidenceKind("proposal.yaml", .mission, .restricted, "a mission that red proposed"),
    EvidenceKind(
      "former/", .mission, .restricted, "missions and plans that were replaced, with their salts"),
    EvidenceKind("SEAL", .proof, .internal, "digests of all files"),
    EvidenceKind("redaction.json", .proof, .internal, "what was taken out, by pattern"),
    EvidenceKind("purge.json", .proof, .internal, "what was removed, with digests"),
  ]

  /// What nobody has said anything about is kept most closely.
  package static let unknown = EvidenceKind(
    "anything else", .other, .restricted, "nobody has said what")

  /// The kind of the file at a path within a run folder; twins and arms are run folders themselves.
  package static func of(_ path: String) -> EvidenceKind {
    var parts = path.split(separator: "/")[...]
    while let first = parts.first, parts.count > 1 {
      if first == "twin" {
        parts = parts.dropFirst()
      } else if first == "arms", parts.count > 2 {
        parts = parts.dropFirst(2)
      } else {
        break
      }
    }
    guard let name = parts.first else { return unknown }
    let wanted = parts.count == 1 ? String(name) : name + "/"
    return all.first { $0.pattern == wanted } ?? unknown
  }
}
