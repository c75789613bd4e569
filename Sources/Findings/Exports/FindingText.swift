/// What the exports say of a finding in words.
enum FindingText {
  /// `F-12 No alert in etcd-quorum-erosion`.
  static func title(_ finding: Finding) -> String {
    "[\(finding.id)] " + PlainText.line(finding.title)
  }

  /// The lines of a description, each a name and a value.
  static func facts(_ finding: Finding, on today: String) -> [(name: String, value: String)] {
    let opening = finding.opening
    let interval = finding.priority.interval
    let span =
      "\(Decimals.fixed(interval.lowerBound, 2))–\(Decimals.fixed(interval.upperBound, 2))"
    var facts: [(String, String)] = [
      ("Status", status(finding, on: today)),
      ("Priority", "\(finding.priority.text), 80 % interval of the likelihood \(span)"),
      ("Blast radius", finding.blast.text),
      ("Gap", "\(opening.gap)\(opening.about.map { " (\($0))" } ?? ""), \(opening.gapType)"),
      ("Target", "\(opening.service), \(opening.family)"),
      ("Seen", opening.seen.text),
      ("Evidence", opening.run),
      ("Owner", finding.owner.map { "\($0.name) <\($0.email)>" } ?? "nobody"),
      ("Due", finding.due ?? "no date"),
      ("Re-test", finding.retest?.text ?? "none"),
      ("Re-tested", finding.demonstration.text),
    ]
    if finding.reopenCount > 0 { facts.append(("Reopened", "\(finding.reopenCount)×")) }
    if let mission = finding.smallestMission { facts.append(("Smallest mission", mission)) }
    if finding.isMissed(on: today) { facts.append(("Missed", "yes")) }
    if let risk = finding.risk, finding.status(on: today) == .riskAccepted {
      facts.append(("Accepted by", "\(risk.person.name) until \(risk.until): \(risk.reason)"))
    }
    return facts
  }

  /// The status, and what a draft lacks.
  static func status(_ finding: Finding, on today: String) -> String {
    let status = finding.status(on: today)
    var words = status.rawValue
    if status == .retestPending { words += ", \(finding.demonstration.text)" }
    if status == .draft {
      words += ", lacks " + finding.missing.map(\.rawValue).joined(separator: ", ")
    }
    return finding.isOwnerGone ? words + ", its owner has left" : words
  }

  /// The description as plain lines.
  static func description(_ finding: Finding, on today: String) -> String {
    let lines = facts(finding, on: today).map { "\($0.name): \(PlainText.line($0.value))" }
    let text = finding.text.isEmpty ? [] : ["", PlainText.visible(finding.text)]
    return (lines + text).joined(separator: "\n")
  }

  /// `detection` → `gap:detection`; spaces would end a label.
  static func label(_ finding: Finding) -> String {
    "gap:" + slug(finding.opening.gapType)
  }

  static func slug(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
  }

  /// `Highest` … `Lowest` by B × p̂.
  static func urgency(_ finding: Finding) -> Int {
    let value = finding.priority.value
    let bounds = [3.5, 2.5, 1.5, 0.5]
    return bounds.firstIndex { value >= $0 } ?? bounds.count
  }
}
