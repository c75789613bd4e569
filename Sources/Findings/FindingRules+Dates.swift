internal import Vocabulary

/// Deadlines, windows, and how long a risk may stand.
extension FindingRules {
  /// How long somebody may live with a finding.
  static let quarters = 2

  func setDue(
    _ finding: Finding, _ due: String, by author: String
  ) throws(FindingRefusal) -> [FindingEvent] {
    if due == finding.due { return [] }
    try refuseRisk(finding)
    try check(due, for: finding)
    if let standing = finding.due, due > standing, finding.status != .draft {
      throw FindingRefusal(
        .standingDate,
        "\(finding.id) is due \(standing), and a date that was agreed is not put off by itself",
        hint: "the program owner may extend it with a reason; it then counts as missed")
    }
    let window = circumstances.nextWindows[finding.opening.service]
    return [event(finding, author, .dueChanged(due: due, window: window))]
  }

  func extend(
    _ id: FindingID, _ due: String, _ reason: String
  ) throws(FindingRefusal) -> [FindingEvent] {
    let finding = try pending(id)
    let author = try programOwner()
    let reason = try said(reason, "reason")
    try refuseRisk(finding)
    guard let standing = finding.due else {
      throw FindingRefusal(
        .status, "\(id) has no date that could be moved", hint: "set its date instead")
    }
    try check(due, for: finding)
    guard due > standing else {
      throw FindingRefusal(
        .standingDate, "\(due) is not later than \(standing), which stands",
        hint: "an earlier day needs no extension: set the date")
    }
    return [event(finding, author, .deadlineExtended(due: due, reason: reason))]
  }

  /// A deadline lies after today and strictly before the next exercise of its target.
  private func check(_ due: String, for finding: Finding) throws(FindingRefusal) {
    try checkDay(due)
    let service = finding.opening.service
    if let window = circumstances.nextWindows[service], due >= window {
      let last = Days.day(window, plus: -1)
      let isPossible = last.map { $0 > today } ?? false
      throw FindingRefusal(
        .beforeWindow,
        "\(due) is not before the next exercise of \(service), \(window), which will re-test it",
        hint: isPossible
          ? "\(last ?? window) is the last day"
          : "no day is left before it: somebody may accept the risk until a day")
    }
  }

  private func checkDay(_ day: String) throws(FindingRefusal) {
    guard CalendarDay.isDay(day) else {
      throw FindingRefusal(
        .day, "“\(day)” is no day of the calendar", hint: "write it as 2027-01-31")
    }
    guard day > today else {
      throw FindingRefusal(.past, "\(day) is not after today, \(today)", hint: "give a later day")
    }
  }

  private func refuseRisk(_ finding: Finding) throws(FindingRefusal) {
    guard finding.status(on: today) == .riskAccepted, let risk = finding.risk else { return }
    throw FindingRefusal(
      .status, "\(risk.person.name) lives with \(finding.id) until \(risk.until)",
      hint: "reopen it first, or wait until it is open again")
  }

  func acceptRisk(
    _ id: FindingID, _ person: String, _ until: String, _ reason: String
  ) throws(FindingRefusal) -> [FindingEvent] {
    let finding = try pending(id)
    let author = try author()
    try refuseDraft(finding)
    if finding.status(on: today) == .riskAccepted, let risk = finding.risk {
      throw FindingRefusal(
        .status, "\(risk.person.name) lives with \(id) until \(risk.until) already",
        hint: "from that day on it is open again, and may be accepted anew with a new reason")
    }
    let owner = try one(person)
    let reason = try said(reason, "reason")
    try checkDay(until)
    let last = Days.day(today, plusQuarters: Self.quarters) ?? today
    guard until <= last else {
      throw FindingRefusal(
        .quarters, "until \(until) is longer than two quarters; by then nobody knows the risk",
        hint: "until \(last) at the latest; then it is open again and is decided anew")
    }
    return [event(finding, author, .riskAccepted(person: owner, until: until, reason: reason))]
  }

  func moveWindow(_ service: String, _ window: String) throws(FindingRefusal) -> [FindingEvent] {
    let author = try author(orMachine: true)
    guard !SaidWords.sayNothing(service) else {
      throw FindingRefusal(.missing, "no service is named", hint: "name the target that moved")
    }
    try checkDay(window)
    return backlog.findings.filter { $0.opening.service == service && $0.status != .verified }
      .compactMap { finding in
        let isOvertaken = finding.due.map { $0 >= window } ?? false
        let due = isOvertaken ? Days.day(window, plus: -1) : nil
        guard due != nil || finding.window != window else { return nil }
        return event(finding, author, .windowMoved(window: window, due: due))
      }
  }

  func refuseDraft(_ finding: Finding) throws(FindingRefusal) {
    guard finding.status == .draft else { return }
    throw FindingRefusal(
      .draft, "\(finding.id) is a draft: it lacks \(words(finding.missing))",
      hint: "give it what it lacks first; nobody leaves an exercise with a gap undone")
  }

  func words(_ missing: [Finding.Requirement]) -> String {
    missing.map(\.rawValue).joined(separator: ", ")
  }
}
