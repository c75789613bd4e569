import Findings
import Foundation
import Ledger
import Readiness
import Vocabulary

/// Findings as a terminal shows them.
enum FindingText {
  /// One line of a list.
  static func line(_ row: FindingRow) -> String {
    line(
      id: row.id, status: row.status, isRed: row.isRed, owner: row.owner, due: row.due,
      priority: "B \(row.blast) × \(two(row.likelihood)) (\(row.shown)/\(row.trials))",
      title: row.title, isSimulated: row.isSimulated)
  }

  /// The same of a whole finding.
  static func line(_ finding: Finding, on today: String) -> String {
    line(
      id: finding.id, status: finding.status(on: today), isRed: finding.isRed(on: today),
      owner: finding.owner?.name, due: finding.due,
      priority: "B \(finding.blast.level) × \(two(finding.likelihood.mean)) "
        + "(\(finding.likelihood.text))", title: finding.title,
      isSimulated: finding.isSimulated)
  }

  private static func line(
    id: FindingID, status: Finding.Status, isRed: Bool, owner: String?, due: String?,
    priority: String, title: String, isSimulated: Bool
  ) -> String {
    let cells = [
      (id.rawValue, 7), (priority, 19), ((isRed ? "! " : "") + status.rawValue, 17),
      (owner ?? "nobody", 18), (due ?? "no date", 10),
    ]
    return cells.map { Terminal.padded(Terminal.line($0), $1) }.joined(separator: " ") + " "
      + (isSimulated ? "simulated: " : "") + Terminal.line(title)
  }

  /// All of one finding.
  static func page(_ finding: Finding, _ events: [FindingEvent], on today: String) -> String {
    let opening = finding.opening
    let interval = finding.priority.interval
    var lines = [
      "\(finding.id)  \(finding.title)",
      "status     \(finding.status(on: today).rawValue) since \(finding.since)"
        + (finding.isMissed(on: today) ? "; its date was missed" : "")
        + (finding.isOwnerGone ? "; its owner has left" : ""),
      "gap        \(opening.gap) (\(opening.gapType))",
      "seen       \(opening.seen.text)",
      "where      \(opening.mission) on \(opening.service), evidence \(opening.run)",
      "priority   \(finding.priority.text), likelihood \(two(interval.lowerBound))–"
        + "\(two(interval.upperBound)) at 80 %, blast radius \(finding.blast.text)",
      "owner      \(finding.owner.map { "\($0.name) <\($0.email)>" } ?? "nobody")",
      "due        \(finding.due ?? "no date")"
        + (finding.window.map { ", next exercise \($0)" } ?? ""),
      "re-test    \(finding.retest?.text ?? "none"); \(finding.demonstration.text)",
    ]
    if finding.isSimulated {
      lines.append("simulated  its days are made up; each trial says when it was really played")
    }
    if let mission = finding.smallestMission { lines.append("smallest   \(mission)") }
    if let risk = finding.risk {
      lines.append("risk       \(risk.person.name) until \(risk.until): \(risk.reason)")
    }
    if !finding.text.isEmpty { lines += ["", finding.text] }
    lines += ["", "trials"] + finding.trials.map(trial)
    lines += ["", "history"] + events.map { "  \($0.at)  \($0.by)  \($0.change.kind)" }
    return lines.map(Terminal.plain).joined(separator: "\n")
  }

  private static func trial(_ trial: Finding.Trial) -> String {
    let result = trial.fact.isShown ? "shown" : "not shown"
    let note =
      trial.excluded.map { "; excluded: \($0)" }
      ?? (trial.fact.isValid ? "" : "; invalid: \(trial.fact.note ?? "it counts in no n")")
    let really = trial.fact.evidenceBegan.map { "; simulated \(trial.fact.began), really \($0)" }
    return "  \(trial.fact.run)  \(trial.fact.responder)  seed \(trial.fact.seed)  \(result)\(note)"
      + (really ?? "")
  }

  static func two(_ value: Double) -> String { String(format: "%.2f", value) }
}
