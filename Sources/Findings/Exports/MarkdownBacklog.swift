/// The backlog for people: a table by priority, then each finding.
enum MarkdownBacklog {
  static func text(of export: BacklogExport) -> String {
    let pending = export.pending
    let missed = pending.count { $0.isMissed(on: export.today) }
    let lines = [
      "# Findings on \(export.today)", "",
      "\(pending.count) to mend, \(missed) of them missed; "
        + "\(export.findings.count - pending.count) verified or accepted.", "",
    ]
    return (lines + table(pending, export) + export.findings.flatMap { section($0, export) })
      .joined(separator: "\n")
  }

  private static func table(_ pending: [Finding], _ export: BacklogExport) -> [String] {
    guard !pending.isEmpty else { return [] }
    let head = [
      "| Finding | What | Priority | Owner | Due | Status |", "|---|---|---|---|---|---|",
    ]
    let rows = pending.map { finding in
      let cells = [
        finding.id.rawValue, MarkdownText.escape(finding.title), finding.priority.text,
        MarkdownText.escape(finding.owner?.name ?? "nobody"), finding.due ?? "no date",
        FindingText.status(finding, on: export.today),
      ]
      return "| " + cells.joined(separator: " | ") + " |"
    }
    return head + rows + [""]
  }

  private static func section(_ finding: Finding, _ export: BacklogExport) -> [String] {
    let trials = finding.trials.map { trial in
      let fact = trial.fact
      let words = fact.isShown ? "shown" : "not shown"
      let why = trial.excluded.map { ", excluded: \($0)" } ?? (fact.isValid ? "" : ", invalid")
      return "- \(MarkdownText.escape(fact.run)), seed \(fact.seed): \(words)"
        + MarkdownText.escape(why)
    }
    return ["## \(finding.id) \(MarkdownText.escape(finding.title))", ""]
      + [MarkdownText.issue(finding, on: export.today)] + ["Trials:", ""] + trials + [""]
  }
}
