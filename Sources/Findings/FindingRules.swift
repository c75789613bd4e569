internal import Vocabulary

/// The rules of the backlog: each command is carried out or refused with the rule that it breaks.
///
/// Source: the scoring rubric, 5.8.
struct FindingRules {
  let backlog: Backlog
  let circumstances: Circumstances

  var today: String { circumstances.today }

  func decide(_ command: FindingCommand) throws(FindingRefusal) -> [FindingEvent] {
    guard Days.isMoment(circumstances.at) else {
      throw FindingRefusal(
        .day, "“\(circumstances.at)” is no time in UTC, and the order of a journal is that of time",
        hint: "write it as 2026-11-28T13:00:00Z")
    }
    switch command {
    case .open(let opening, let shown): return try open(opening, shown)
    case .judge(let id, let trial): return try judge(id, trial)
    case .exclude(let id, let run, let reason): return try exclude(id, run, reason)
    case .claimFixed(let id, let claim): return try claimFixed(id, claim)
    case .beginRetest(let id, let run): return try beginRetest(id, run)
    case .reopen(let id, let reason): return try reopen(id, reason)
    case .close(let id, _): throw try closing(id)
    case .rate(let id, let likelihood): throw try rating(id, likelihood)
    case .acceptRisk(let id, let person, let until, let reason):
      return try acceptRisk(id, person, until, reason)
    case .extend(let id, let due, let reason): return try extend(id, due, reason)
    case .moveWindow(let service, let window): return try moveWindow(service, window)
    case .deactivate(let person): return try deactivate(person)
    case .overrideGate(let id, let exercise, let quarter, let reason):
      return try overrideGate(id, exercise, quarter, reason)
    default: return try agree(command)
    }
  }

  /// What people agree on in a workshop, and change later.
  private func agree(_ command: FindingCommand) throws(FindingRefusal) -> [FindingEvent] {
    switch command {
    case .assign(let id, let owner):
      return [event(try pending(id), try author(), .assigned(try one(owner)))]
    case .setDue(let id, let due):
      return try setDue(try pending(id), due, by: try author())
    case .nameRetest(let id, let retest):
      return [event(try pending(id), try author(), .retestNamed(try named(retest)))]
    case .settle(let id, let owner, let due, let retest):
      let finding = try pending(id)
      let author = try author()
      let assigned = event(finding, author, .assigned(try one(owner)))
      let named = event(finding, author, .retestNamed(try named(retest)))
      return [assigned] + (try setDue(finding, due, by: author)) + [named]
    case .edit(let id, let title, let text): return try edit(id, title, text)
    case .attach(let id, let mission):
      let finding = try find(id)
      guard !SaidWords.sayNothing(mission) else {
        throw FindingRefusal(
          .empty, "the smallest mission has no name", hint: "name a mission that shows \(id)")
      }
      return [event(finding, try author(orMachine: true), .missionAttached(mission: mission))]
    default: preconditionFailure("decide sends only what people agree on here")
    }
  }

  private func edit(
    _ id: FindingID, _ title: String?, _ text: String?
  ) throws(FindingRefusal) -> [FindingEvent] {
    let finding = try find(id)
    let isEmpty = title == nil && text == nil
    let isBare = title.map { SaidWords.sayNothing($0) || $0.contains("\n") } ?? false
    guard !isEmpty && !isBare else {
      throw FindingRefusal(
        .empty, "a finding's title is one line that says something",
        hint: "give a title, a text, or both")
    }
    guard (title?.count ?? 0) <= Self.longestTitle, (text?.count ?? 0) <= Self.longestText else {
      throw FindingRefusal(
        .empty, "that is too long to be read",
        hint: "\(Self.longestTitle) characters for a title, \(Self.longestText) for the text")
    }
    return [event(finding, try author(), .edited(title: title, text: text))]
  }

  private static let longestTitle = 200
  private static let longestText = 20_000

  func event(
    _ finding: Finding, _ author: String, _ change: FindingEvent.Change
  ) -> FindingEvent {
    FindingEvent(finding: finding.id, at: circumstances.at, by: author, change: change)
  }

  func find(_ id: FindingID) throws(FindingRefusal) -> Finding {
    if let finding = backlog[id] { return finding }
    let names = backlog.findings.map(\.id.rawValue)
    let known =
      names.count > 6 ? "\(names[0]) to \(names[names.count - 1])" : names.joined(separator: ", ")
    throw FindingRefusal(
      .missing, "there is no finding \(id)",
      hint: names.isEmpty ? "the journal has none yet" : "the journal has \(known)")
  }

  /// A finding that is not over: what was verified has nothing left to agree on.
  func pending(_ id: FindingID) throws(FindingRefusal) -> Finding {
    let finding = try find(id)
    guard finding.status != .verified else {
      throw FindingRefusal(
        .status, "\(id) is verified: there is nothing to agree on until it shows itself again",
        hint: "a trial that shows it reopens it; a person may reopen it with a reason")
    }
    return finding
  }

  /// Throws where a text says nothing.
  func said(_ text: String, _ what: String) throws(FindingRefusal) -> String {
    guard !SaidWords.sayNothing(text) else {
      throw FindingRefusal(
        .empty, "it has no \(what), and the journal is read by people who were not there",
        hint: "say in a sentence why")
    }
    return text
  }
}
